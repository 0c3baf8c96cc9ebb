package org.dimdesktop.ui.common;

import java.util.ArrayList;
import java.util.List;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.PasswordField;
import javafx.scene.control.ScrollPane;
import javafx.scene.control.TextInputControl;

/** Where a person begins to type in a form that has just opened. JavaFX thread only. */
public final class FirstField {
  private FirstField() {}

  /**
   * Puts the focus into the first text field that can be used, or into that of an empty secret
   * where the first one is filled in; leaves it when there is none.
   */
  public static void focus(Node form) {
    List<TextInputControl> fields = new ArrayList<>();
    collect(form, fields);
    if (fields.isEmpty()) {
      return;
    }
    TextInputControl first = fields.getFirst();
    TextInputControl field =
        first.getLength() == 0
            ? first
            : fields.stream()
                .filter(f -> f instanceof PasswordField && f.getLength() == 0)
                .findFirst()
                .orElse(first);
    field.requestFocus();
    field.end();
  }

  private static void collect(Node node, List<TextInputControl> into) {
    if (!node.isVisible() || node.isDisabled()) {
      return;
    }
    if (node instanceof TextInputControl field) {
      if (field.isEditable()) {
        into.add(field);
      }
    } else if (node instanceof ScrollPane scroll) {
      if (scroll.getContent() != null) {
        collect(scroll.getContent(), into);
      }
    } else if (node instanceof Parent parent) {
      parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
    }
  }
}
