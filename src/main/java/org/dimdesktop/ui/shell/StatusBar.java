package org.dimdesktop.ui.shell;

import javafx.beans.value.ObservableNumberValue;
import javafx.geometry.Pos;
import javafx.scene.control.Button;
import javafx.scene.layout.HBox;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/** The line at the very bottom: opens the operations and counts those that run or failed. */
final class StatusBar extends HBox {
  private final Button button;

  StatusBar(Action toggle, ObservableNumberValue running, ObservableNumberValue failed) {
    getStyleClass().add("status-bar");
    setAlignment(Pos.CENTER_LEFT);
    button = toggle.button();
    button.setGraphic(Icons.of(Feather.ACTIVITY, "small-icon"));
    button.getStyleClass().addAll("flat", "small", "operations-badge");
    getChildren().add(button);
    running.addListener((_, _, _) -> show(running.intValue(), failed.intValue()));
    failed.addListener((_, _, _) -> show(running.intValue(), failed.intValue()));
    show(running.intValue(), failed.intValue());
  }

  private void show(int running, int failed) {
    String text = Strings.get("operations.title");
    if (running > 0) {
      text += " · " + Strings.get("shell.operations.running", running);
    }
    if (failed > 0) {
      text += " · " + Strings.get("shell.operations.failed", failed);
    }
    button.setText(text);
    button.getStyleClass().removeAll("busy", "bad");
    if (failed > 0) {
      button.getStyleClass().add("bad");
    } else if (running > 0) {
      button.getStyleClass().add("busy");
    }
  }
}
