package org.dimdesktop.ui.control;

import javafx.scene.control.TreeCell;
import javafx.scene.layout.HBox;
import javafx.scene.text.Text;
import org.jspecify.annotations.Nullable;

/** A line of a {@link JsonTree}: the name, and the value in the colour of its type. */
final class JsonTreeCell extends TreeCell<JsonItem.Entry> {
  /** Longer values are cut: a line of a megabyte would stall the layout. */
  private static final int MAX_SHOWN = 2000;

  private final Text name = new Text();
  private final Text value = new Text();
  private final HBox line = new HBox(name, value);

  JsonTreeCell() {
    name.getStyleClass().add("json-name");
    line.getStyleClass().add("json-line");
  }

  @Override
  protected void updateItem(JsonItem.@Nullable Entry entry, boolean empty) {
    super.updateItem(entry, empty);
    if (empty || entry == null) {
      setGraphic(null);
      setAccessibleText(null);
      return;
    }
    String text = entry.text();
    name.setText(entry.name().isEmpty() ? "" : entry.name() + ": ");
    value.setText(text.length() > MAX_SHOWN ? text.substring(0, MAX_SHOWN) + "…" : text);
    value.getStyleClass().setAll("text", "json-" + type(entry));
    setAccessibleText(name.getText() + value.getText());
    setGraphic(line);
  }

  private static String type(JsonItem.Entry entry) {
    return switch (entry.value().getNodeType()) {
      case STRING -> "string";
      case NUMBER -> "number";
      case BOOLEAN, NULL -> "literal";
      default -> "container";
    };
  }
}
