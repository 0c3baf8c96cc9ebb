package org.dimdesktop.ui.control;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import org.jspecify.annotations.Nullable;

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
  private boolean rested;

  /** Nothing happens before {@link #begin}. */
  Aging(TableView<?> table, Duration step, Executor fx) {
    this.table = table;
    this.step = step;
    this.fx = fx;
    table.sceneProperty().addListener((_, _, scene) -> again(scene));
  }

  /** The table has rows; it goes on until the table is not on show any more. */
  void begin() {
    if (!running) {
      running = true;
      if (rested) { // what was drawn before may be hours old
        rested = false;
        tell();
      }
      later();
    }
  }

  /** Back on show, with what was drawn before: nothing need have changed since. */
  private void again(@Nullable Scene scene) {
    if (rested && scene != null) {
      begin();
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
      rested = true;
      return;
    }
    tell();
    later();
  }

  private void tell() {
    for (Node node : table.lookupAll(".table-cell")) {
      if (node instanceof ResourceCell<?> cell) {
        cell.aged();
      }
    }
  }
}
