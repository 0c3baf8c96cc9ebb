package org.dimdesktop.app;

import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.dimdesktop.ui.shell.MainWindow;

/** Makes the views that were not shown yet, one at a time, once the window stands. */
final class IdleWork {
  private final MainWindow window;
  private final PauseTransition pause = new PauseTransition(Duration.seconds(2));

  IdleWork(MainWindow window) {
    this.window = window;
  }

  /** Their actions and shortcuts exist from then on, and their first showing costs nothing. */
  void start() {
    pause.setOnFinished(_ -> {
      if (window.prepareNextView()) {
        pause.setDuration(Duration.millis(300));
        pause.playFromStart();
      }
    });
    pause.play();
  }
}
