package org.dimdesktop.ui.common;

import java.util.concurrent.Executor;
import javafx.application.Platform;

/**
 * The JavaFX application thread as an executor: tasks run later, in the order they were given. The
 * only place that calls {@link Platform#runLater}.
 */
public final class FxThread implements Executor {
  @Override
  public void execute(Runnable task) {
    Platform.runLater(task);
  }
}
