package org.dimdesktop.ui.shell;

import javafx.geometry.Rectangle2D;
import javafx.stage.Screen;
import javafx.stage.Stage;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.settings.WindowState;

/** Puts the window where it was, and remembers where it goes. */
final class WindowMemory {
  static final double MIN_WIDTH = 700;
  static final double MIN_HEIGHT = 500;

  private WindowMemory() {}

  static void restore(Stage stage, WindowState state) {
    stage.setMinWidth(MIN_WIDTH);
    stage.setMinHeight(MIN_HEIGHT);
    Rectangle2D screen = Screen.getPrimary().getVisualBounds();
    stage.setWidth(Math.clamp(state.width(), MIN_WIDTH, Math.max(MIN_WIDTH, screen.getWidth())));
    stage.setHeight(
        Math.clamp(state.height(), MIN_HEIGHT, Math.max(MIN_HEIGHT, screen.getHeight())));
    // A screen that is no longer there must not swallow the window.
    if (!Screen.getScreensForRectangle(state.x(), state.y(), 100, 40).isEmpty()) {
      stage.setX(state.x());
      stage.setY(state.y());
    }
    stage.setMaximized(state.maximized());
  }

  static void follow(Stage stage, SettingsStore settings) {
    Runnable save = () -> settings.update(now -> now.withWindow(moved(stage, now.window())));
    stage.xProperty().addListener((_, _, _) -> save.run());
    stage.yProperty().addListener((_, _, _) -> save.run());
    stage.widthProperty().addListener((_, _, _) -> save.run());
    stage.heightProperty().addListener((_, _, _) -> save.run());
    stage.maximizedProperty().addListener((_, _, _) -> save.run());
  }

  private static WindowState moved(Stage stage, WindowState before) {
    if (stage.isMaximized() || stage.isIconified() || stage.isFullScreen()) {
      return before.withMaximized(stage.isMaximized()); // keep the bounds to go back to
    }
    return before
        .withMaximized(false)
        .withBounds(stage.getX(), stage.getY(), stage.getWidth(), stage.getHeight());
  }
}
