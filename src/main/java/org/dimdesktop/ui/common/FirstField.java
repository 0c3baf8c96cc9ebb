package org.dimdesktop.ui.common;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;

/** Where a person begins to type in a form that has just opened. JavaFX thread only. */
public final class FirstField {
  private FirstField() {}

  /** Puts the focus into the first text field that can be used; leaves it when there is none. */
  public static void focus(Node form) {
    boolean _ = tryFocus(form);
  }

  private static boolean tryFocus(Node node) {
    if (!node.isVisible() || node.isDisabled()) {
      return false;
    }
    if (node instanceof TextInputControl field && field.isEditable()) {
      field.requestFocus();
      field.end();
      return true;
    }
    if (node instanceof ScrollPane scroll && scroll.getContent() != null) {
      return tryFocus(scroll.getContent());
    }
    return node instanceof Parent parent
        && parent.getChildrenUnmodifiable().stream().anyMatch(FirstField::tryFocus);
  }
}
