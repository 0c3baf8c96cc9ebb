package org.dimdesktop.ui.control;

import java.util.List;
import java.util.function.Consumer;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.Priority;
import javafx.scene.layout.VBox;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.Tips;
import org.kordamp.ikonli.feather.Feather;

/** Names and values in sections, each value with a button to copy it. JavaFX thread only. */
public final class FactsPane extends ScrollPane {
  private final Consumer<String> copy;
  private final VBox sections = new VBox(16);

  /** One name and its value; values are shown whole, on several lines where they are long. */
  public record Fact(String name, String value) {}

  /** Facts under a heading; an empty title shows none. */
  public record Section(String title, List<Fact> facts) {}

  /**
   * An empty pane.
   *
   * @param copy takes what a person wants copied
   */
  public FactsPane(String id, Consumer<String> copy) {
    this.copy = copy;
    setId(id);
    setFitToWidth(true);
    getStyleClass().addAll("facts", "edge-to-edge");
    sections.getStyleClass().add("facts-sections");
    setContent(sections);
  }

  /** Shows these sections in place of those before; those without facts are left out. */
  public void show(List<Section> shown) {
    List<Node> nodes =
        shown.stream().filter(s -> !s.facts().isEmpty()).<Node>map(this::section).toList();
    sections.getChildren().setAll(nodes);
  }

  /** Shows nothing. */
  public void clear() {
    sections.getChildren().clear();
  }

  private VBox section(Section section) {
    GridPane grid = new GridPane();
    grid.setHgap(14);
    grid.setVgap(2);
    ColumnConstraints names = new ColumnConstraints();
    names.setMinWidth(104);
    names.setMaxWidth(230);
    ColumnConstraints values = new ColumnConstraints();
    values.setHgrow(Priority.ALWAYS);
    grid.getColumnConstraints().setAll(names, values);
    section.facts().forEach(fact -> addRow(grid, fact));
    VBox box = new VBox(4);
    if (!section.title().isEmpty()) {
      Label title = new Label(section.title());
      title.getStyleClass().add("text-bold");
      box.getChildren().add(title);
    }
    box.getChildren().add(grid);
    return box;
  }

  private void addRow(GridPane grid, Fact fact) {
    Label name = new Label(fact.name());
    name.getStyleClass().addAll("text-muted", "fact-name");
    Tips.set(name, fact.name());
    Label value = new Label(fact.value());
    value.setWrapText(true);
    value.getStyleClass().add("fact-value");
    Button button = new Button(null, Icons.of(Feather.COPY, "small-icon"));
    button.getStyleClass().addAll("button-icon", "flat", "small", "fact-copy");
    String text = Strings.get("facts.copy", fact.name());
    button.setAccessibleText(text);
    Tips.set(button, text);
    button.setOnAction(_ -> copy.accept(fact.value()));
    for (Node node : List.of(name, value, button)) {
      GridPane.setValignment(node, VPos.TOP);
    }
    grid.addRow(grid.getRowCount(), name, value, button);
  }
}
