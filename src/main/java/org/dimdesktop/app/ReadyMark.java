package org.dimdesktop.app;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.animation.AnimationTimer;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;

/**
 * Tells the start-up benchmark when the window became usable: the time of the first pulse after the
 * one that drew a table's first row, in milliseconds since the epoch, goes into a file.
 */
final class ReadyMark extends AnimationTimer {
  private final Scene scene;
  private final Path file;
  private boolean drawn;

  private ReadyMark(Scene scene, Path file) {
    this.scene = scene;
    this.file = file;
  }

  /** Watches if the system property {@code dim.readyFile} asks for it. */
  static void watch(Scene scene) {
    String file = System.getProperty("dim.readyFile");
    if (file != null) {
      new ReadyMark(scene, Path.of(file)).start();
    }
  }

  @Override
  public void handle(long now) {
    if (!drawn) {
      drawn =
          scene.getRoot().lookupAll(".table-row-cell").stream()
              .anyMatch(node -> node instanceof IndexedCell<?> row && !row.isEmpty());
      return;
    }
    stop();
    try {
      Files.writeString(file, Long.toString(System.currentTimeMillis()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
