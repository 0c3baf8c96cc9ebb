package org.dimdesktop.ui.builds;

import javafx.scene.control.Control;
import javafx.scene.control.Label;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import org.dimdesktop.ui.common.Strings;

/** Named fields, one below the other. */
final class FieldGrid extends GridPane {
  private int row;

  FieldGrid() {
    setHgap(10);
    setVgap(8);
    setMinWidth(460);
    ColumnConstraints wide = new ColumnConstraints();
    wide.setHgrow(Priority.ALWAYS);
    getColumnConstraints().addAll(new ColumnConstraints(), wide);
  }

  /** Adds a field under the name that {@code key} has; the key is its id too. */
  <C extends Control> C field(String key, C field) {
    Label name = new Label(Strings.get(key));
    name.setLabelFor(field);
    field.setId(key);
    field.setAccessibleText(name.getText());
    field.setMaxWidth(Double.MAX_VALUE);
    addRow(row++, name, field);
    return field;
  }
}
