package org.dimdesktop.ui.control;

import javafx.animation.AnimationTimer;

/** Runs something in the frame after this one, once the toolkit has shown this one. */
final class NextFrame extends AnimationTimer {
  private final Runnable task;
  private boolean first = true;

  private NextFrame(Runnable task) {
    this.task = task;
  }

  /** JavaFX thread only, as the task will be. */
  static void run(Runnable task) {
    new NextFrame(task).start();
  }

  @Override
  public void handle(long now) {
    if (first) { // asked for before this frame's layout
      first = false;
    } else {
      stop();
      task.run();
    }
  }
}
