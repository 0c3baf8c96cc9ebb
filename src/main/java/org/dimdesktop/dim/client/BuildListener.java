package org.dimdesktop.dim.client;

import org.dimdesktop.dim.api.Build;
import org.dimdesktop.task.Failure;

/** Hears of every change of a daemon's builds, on a thread of the client's. */
public interface BuildListener {
  /** The stream is open; what changed while it was not must be asked for. */
  void connected();

  /** A build has a new status or phase. */
  void changed(Build build);

  /** The stream was cut; the client goes on trying, unless the daemon refused. */
  void disconnected(Failure why);
}
