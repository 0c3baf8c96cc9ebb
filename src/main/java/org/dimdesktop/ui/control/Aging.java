package org.dimdesktop.ui.control;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;

/**
 * Tells the cells in sight from time to time that they have grown older, as long as their table is
 * on show. By a timer of its own, for an animation would draw every frame. JavaFX thread only.
 */
final class Aging {
  static final Duration USUAL = Duration.ofSeconds(10);

  private final TableView<?> table;
  private final Duration step;
  private final Executor fx;
  private boolean running;

  /** Nothing happens before {@link #begin}. */
  Aging(TableView<?> table, Duration step, Executor fx) {
    this.table = table;
    this.step = step;
    this.fx = fx;
  }

  /** The table has rows; once its window is gone, it ends. */
  void begin() {
    if (!running) {
      running = true;
      later();
    }
  }

  private void later() {
    CompletableFuture.delayedExecutor(step.toMillis(), TimeUnit.MILLISECONDS, fx)
        .execute(this::pass);
  }

  private void pass() {
    Scene scene = table.getScene();
    if (scene == null || scene.getWindow() == null || !scene.getWindow().isShowing()) {
      running = false;
      return;
    }
    for (Node node : table.lookupAll(".table-cell")) {
      if (node instanceof ResourceCell<?> cell) {
        cell.aged();
      }
    }
    later();
  }
}
