package org.dimdesktop.ui.control;

import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.Tooltip;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Small buttons with a picture, named for those who cannot see it. */
final class LogButtons {

  private LogButtons() {}

  static Button button(String key, Ikon icon, Runnable action) {
    Button button = named(new Button(), key);
    button.setGraphic(new FontIcon(icon));
    button.getStyleClass().addAll("button-icon", "flat", "small");
    button.setOnAction(_ -> action.run());
    return button;
  }

  static ToggleButton toggle(String key, Ikon icon) {
    ToggleButton button = named(new ToggleButton(), key);
    button.setGraphic(new FontIcon(icon));
    button.getStyleClass().addAll("button-icon", "small", "log-toggle");
    return button;
  }

  static ToggleButton toggle(String key, String text) {
    ToggleButton button = named(new ToggleButton(text), key);
    button.getStyleClass().addAll("small", "log-toggle");
    return button;
  }

  private static <B extends ButtonBase> B named(B button, String key) {
    String name = Strings.get(key);
    button.setAccessibleText(name);
    button.setTooltip(new Tooltip(name));
    button.setFocusTraversable(true);
    return button;
  }
}
