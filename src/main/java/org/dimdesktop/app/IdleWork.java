package org.dimdesktop.app;

import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.dimdesktop.ui.shell.MainWindow;

/**
 * What can wait until the window stands: lets the pulses rest, then makes the views that were not
 * shown yet, one at a time.
 */
final class IdleWork {
  private final MainWindow window;
  private final PauseTransition pause = new PauseTransition(Duration.seconds(2));

  IdleWork(MainWindow window) {
    this.window = window;
  }

  /** Their actions and shortcuts exist from then on, and their first showing costs nothing. */
  void start() {
    after(
        Duration.seconds(2),
        () -> {
          RestingTimer.installOnGtk();
          prepareNext();
        });
  }

  private void prepareNext() {
    if (window.prepareNextView()) {
      after(Duration.millis(300), this::prepareNext);
    }
  }

  private void after(Duration delay, Runnable work) {
    pause.setDuration(delay);
    pause.setOnFinished(_ -> work.run());
    pause.playFromStart();
  }
}
