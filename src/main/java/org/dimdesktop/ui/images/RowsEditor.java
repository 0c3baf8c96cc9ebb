package org.dimdesktop.ui.images;

import java.util.function.Function;
import java.util.function.Supplier;
import javafx.beans.property.StringProperty;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.TextField;
import javafx.scene.control.Tooltip;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.feather.Feather;

/** Edits a list of typed lines, each with its own fields, a button to remove it, one to add. */
final class RowsEditor<R> extends VBox {
  private final ObservableList<R> rows;
  private final Function<R, Node> fields;
  private final VBox lines = new VBox(4);

  /**
   * An editor of {@code rows}.
   *
   * @param id the id of the lines' box; the add button is {@code <id>-add}
   * @param addKey the key of the add button's text
   * @param fields makes the fields of one row
   */
  RowsEditor(
      String id,
      String addKey,
      ObservableList<R> rows,
      Supplier<R> blank,
      Function<R, Node> fields) {
    super(4);
    this.rows = rows;
    this.fields = fields;
    Button add = new Button(Strings.get(addKey), Icons.of(Feather.PLUS));
    add.setId(id + "-add");
    add.getStyleClass().addAll("flat", "small");
    add.setOnAction(_ -> {
      rows.add(blank.get());
      focusLast();
    });
    lines.setId(id);
    getChildren().addAll(lines, add);
    rows.forEach(row -> lines.getChildren().add(line(row)));
    rows.addListener(this::changed);
  }

  /** Only the lines that changed are made anew, so that the focus stays where it is. */
  private void changed(ListChangeListener.Change<? extends R> change) {
    while (change.next()) {
      if (change.wasRemoved()) {
        lines.getChildren().remove(change.getFrom(), change.getFrom() + change.getRemovedSize());
      }
      int at = change.getFrom();
      for (R row : change.getAddedSubList()) {
        lines.getChildren().add(at, line(row));
        at++;
      }
    }
  }

  private Node line(R row) {
    Button remove = new Button(null, Icons.of(Feather.X));
    remove.getStyleClass().addAll("button-icon", "flat", "small");
    remove.setAccessibleText(Strings.get("run.row.remove"));
    remove.setTooltip(new Tooltip(Strings.get("run.row.remove")));
    remove.setOnAction(_ -> rows.remove(row));
    Node content = fields.apply(row);
    HBox.setHgrow(content, Priority.ALWAYS);
    HBox line = new HBox(6, content, remove);
    line.setAlignment(Pos.CENTER_LEFT);
    return line;
  }

  private void focusLast() {
    lines.getChildren().getLast().lookupAll(".text-field").stream()
        .findFirst()
        .ifPresent(Node::requestFocus);
  }

  /** A text field that takes its share of the width. */
  static TextField field(StringProperty value, String promptKey) {
    return fill(new TextField(), value, promptKey);
  }

  /** Ties a text field to a value and lets it take its share of the width. */
  static TextField fill(TextField field, StringProperty value, String promptKey) {
    field.textProperty().bindBidirectional(value);
    field.setPromptText(Strings.get(promptKey));
    field.setAccessibleText(Strings.get(promptKey));
    HBox.setHgrow(field, Priority.ALWAYS);
    return field;
  }
}
