package org.dimdesktop.app;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Executor;
import javafx.animation.PauseTransition;
import javafx.util.Duration;
import org.dimdesktop.ui.shell.MainWindow;

/** Goes through everything a person sees first, then ends: the run a start-up cache is made of. */
final class Training {
  private final Executor fx;
  private final Runnable end;
  private final Deque<Runnable> steps = new ArrayDeque<>();

  Training(MainWindow window, Executor fx, Runnable end) {
    this.fx = fx;
    this.end = end;
    window.viewIds().forEach(id -> steps.add(() -> window.show(id)));
    steps.add(window::showOperations);
    steps.add(window::togglePalette);
    steps.add(window::togglePalette);
    steps.add(() -> window.show(window.viewIds().getFirst()));
  }

  void start() {
    fx.execute(this::next);
  }

  private void next() {
    Runnable step = steps.poll();
    if (step == null) {
      end.run();
      return;
    }
    step.run();
    PauseTransition pause = new PauseTransition(Duration.millis(400)); // let it be drawn
    pause.setOnFinished(_ -> next());
    pause.play();
  }
}
