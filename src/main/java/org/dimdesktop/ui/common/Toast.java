package org.dimdesktop.ui.common;

import javafx.animation.PauseTransition;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Popup;
import javafx.stage.Window;
import javafx.util.Duration;

/** A short message in the corner of a window. JavaFX thread only. */
public final class Toast {
  private static final Duration SHOWN = Duration.seconds(10);
  private static final double WIDTH = 340;
  private static final double EDGE = 24;

  private Toast() {}

  /** Shows a message for ten seconds, or until it is clicked; nothing if the window is closed. */
  public static void show(Window owner, String title, String text) {
    if (!owner.isShowing()) {
      return;
    }
    Label head = new Label(title);
    head.getStyleClass().add("text-bold");
    head.setWrapText(true);
    Label body = new Label(text);
    body.setWrapText(true);
    VBox box = new VBox(4, head, body);
    box.getStyleClass().add("toast");
    box.setPrefWidth(WIDTH);
    box.setAccessibleRole(AccessibleRole.TEXT);
    box.setAccessibleText(title + "\n" + text);
    Popup popup = new Popup();
    popup.getContent().add(box);
    popup.setAnchorLocation(Popup.AnchorLocation.CONTENT_BOTTOM_RIGHT);
    Theme.style(box.getStylesheets()); // those of a popup's scene become its owner's as it shows
    box.setOnMouseClicked(_ -> popup.hide());
    PauseTransition pause = new PauseTransition(SHOWN);
    pause.setOnFinished(_ -> popup.hide());
    popup.setOnHidden(_ -> pause.stop());
    popup.show(
        owner, owner.getX() + owner.getWidth() - EDGE, owner.getY() + owner.getHeight() - EDGE);
    pause.play();
  }
}
