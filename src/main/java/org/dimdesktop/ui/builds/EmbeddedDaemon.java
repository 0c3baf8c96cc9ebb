package org.dimdesktop.ui.builds;

import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.task.FailureException;

/** The dim daemon that this program can run itself. Callable on any thread. */
public interface EmbeddedDaemon {
  /**
   * Starts it, unless it runs already; blocks until it answers.
   *
   * @throws FailureException when it cannot be started
   */
  DaemonAddress start();

  /** Whether it is started whenever no other daemon answers. */
  boolean startsAlways();

  /** Makes starting it a habit, or ends the habit. */
  void startAlways(boolean always);
}
