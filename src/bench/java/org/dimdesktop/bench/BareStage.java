package org.dimdesktop.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javafx.animation.AnimationTimer;
import javafx.application.Application;
import javafx.application.Platform;
import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.stage.Stage;

/**
 * The peer of the start-up benchmark: a stage with one label, which writes the time of its second
 * pulse (milliseconds since the epoch) into the file named by {@code dim.readyFile} and ends.
 */
public final class BareStage extends Application {
  /** Opens the stage. */
  public static void main(String[] args) {
    launch(BareStage.class, args);
  }

  @Override
  public void start(Stage stage) {
    stage.setScene(new Scene(new Label("bare"), 1200, 800));
    stage.show();
    new AnimationTimer() {
      private int pulses;

      @Override
      public void handle(long now) {
        if (++pulses == 2) {
          stop();
          ready();
        }
      }
    }.start();
  }

  private static void ready() {
    try {
      Files.writeString(
          Path.of(System.getProperty("dim.readyFile")), "" + System.currentTimeMillis());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
    Platform.exit();
  }
}
