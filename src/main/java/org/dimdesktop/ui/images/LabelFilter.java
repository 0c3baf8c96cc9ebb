package org.dimdesktop.ui.images;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** A line that lets only images with a label through; it offers the labels that there are. */
final class LabelFilter extends HBox {
  private final ComboBox<String> box = new ComboBox<>();
  private final Consumer<@Nullable Predicate<ImageRow>> filter;
  private final List<Node> content;

  LabelFilter(Consumer<@Nullable Predicate<ImageRow>> filter) {
    super(8);
    this.filter = filter;
    setId("images-label-bar");
    setAlignment(Pos.CENTER_LEFT);
    getStyleClass().add("table-tool-bar");
    box.setId("images-label");
    box.setEditable(true);
    box.setMaxWidth(Double.MAX_VALUE);
    box.setPromptText(Strings.get("images.label.prompt"));
    box.setAccessibleText(Strings.get("images.label.name"));
    box.getEditor().textProperty().addListener((_, _, text) -> apply(text.strip()));
    HBox.setHgrow(box, Priority.ALWAYS);
    Button close = new Button(null, Icons.of(Feather.X));
    close.getStyleClass().addAll("button-icon", "flat");
    close.setAccessibleText(Strings.get("images.label.clear"));
    close.setOnAction(_ -> close());
    content = List.of(new Label(Strings.get("images.label.name")), box, close);
    close();
  }

  /** Shows the line with the labels of these rows to choose from. */
  void open(List<ImageRow> rows) {
    String typed = box.getEditor().getText();
    box.getItems()
        .setAll(
            rows.stream()
                .flatMap(row -> row.image().labels().entrySet().stream())
                .map(label -> label.getKey() + "=" + label.getValue())
                .distinct()
                .sorted()
                .limit(500)
                .toList());
    box.getEditor().setText(typed);
    show(true);
    box.requestFocus();
  }

  private void close() {
    box.getEditor().setText("");
    apply("");
    show(false);
  }

  /** While it is hidden nothing in it is styled or laid out, also at every start. */
  private void show(boolean shown) {
    getChildren().setAll(shown ? content : List.of());
    setVisible(shown);
    setManaged(shown);
  }

  private void apply(String label) {
    filter.accept(label.isEmpty() ? null : row -> row.hasLabel(label));
  }
}
