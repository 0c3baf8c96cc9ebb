package org.dimdesktop.ui.builds;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.Tooltip;
import javafx.scene.control.TreeItem;
import javafx.scene.control.TreeTableCell;
import javafx.scene.control.TreeTableColumn;
import javafx.scene.control.TreeTableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.dim.api.BuildStep;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.control.TimelineBar;
import org.jspecify.annotations.Nullable;

/**
 * The steps of a build as a tree with times and bars on one axis; below them, the Dockerfile's line
 * that failed. JavaFX thread only.
 */
final class StepsPane extends BorderPane {
  private final StepsModel model;
  private final TreeTableView<StepNode> table = new TreeTableView<>();
  private final TreeItem<StepNode> root = new TreeItem<>();
  private final Map<String, TreeItem<StepNode>> items = new HashMap<>();
  private final VBox failure = new VBox(4);
  private boolean failureShown;

  /**
   * Shows a build's steps.
   *
   * @param chosen hears of the step or group that is chosen, null for none
   */
  StepsPane(StepsModel model, Consumer<@Nullable StepNode> chosen) {
    this.model = model;
    table.setId("build-steps");
    table.setRoot(root);
    table.setShowRoot(false);
    table.getStyleClass().addAll("resource-table", "build-steps", "dense");
    table.setAccessibleText(Strings.get("builds.steps"));
    table.setPlaceholder(new Label(Strings.get("builds.steps.none")));
    table.setColumnResizePolicy(TreeTableView.CONSTRAINED_RESIZE_POLICY_FLEX_LAST_COLUMN);
    table.getColumns().setAll(List.of(nameColumn(), timeColumn(), barColumn()));
    table
        .getSelectionModel()
        .selectedItemProperty()
        .addListener((_, _, item) -> chosen.accept(item == null ? null : item.getValue()));
    failure.getStyleClass().add("build-failure");
    setCenter(table);
    model.treeProperty().addListener((_, _, tree) -> show(tree));
    show(model.treeProperty().get());
  }

  private TreeTableColumn<StepNode, StepNode> column(String key, double width) {
    TreeTableColumn<StepNode, StepNode> column = new TreeTableColumn<>(Strings.get(key));
    column.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue().getValue()));
    column.setSortable(false);
    column.setReorderable(false);
    column.setPrefWidth(width);
    return column;
  }

  private TreeTableColumn<StepNode, StepNode> nameColumn() {
    TreeTableColumn<StepNode, StepNode> column = column("builds.steps.step", 300);
    column.setCellFactory(_ -> new NameCell());
    return column;
  }

  private TreeTableColumn<StepNode, StepNode> timeColumn() {
    TreeTableColumn<StepNode, StepNode> column = column("builds.steps.time", 70);
    column.setMinWidth(60);
    column.getStyleClass().add("right");
    column.setCellFactory(_ -> new TimeCell());
    return column;
  }

  private TreeTableColumn<StepNode, StepNode> barColumn() {
    TreeTableColumn<StepNode, StepNode> column = column("builds.steps.timeline", 160);
    column.setCellFactory(_ -> new BarCell());
    return column;
  }

  private void show(StepTree tree) {
    sync(root, tree.groups());
    table.refresh(); // the axis grows under cells whose own value stays
    tree.failed().ifPresent(this::showFailure);
  }

  /** Changes what changed, so that selection and what is folded stay. */
  private void sync(TreeItem<StepNode> parent, List<StepNode> nodes) {
    List<TreeItem<StepNode>> wanted = nodes.stream().map(this::item).toList();
    if (!parent.getChildren().equals(wanted)) {
      parent.getChildren().setAll(wanted);
    }
  }

  private TreeItem<StepNode> item(StepNode node) {
    TreeItem<StepNode> item =
        items.computeIfAbsent(
            node.key(),
            _ -> {
              TreeItem<StepNode> made = new TreeItem<>(node);
              made.setExpanded(true);
              return made;
            });
    item.setValue(node);
    sync(item, node.children());
    return item;
  }

  private void showFailure(BuildStep step) {
    if (failureShown) {
      return;
    }
    failureShown = true;
    Integer line = step.dockerfileLine();
    if (line != null) {
      Label where = new Label(Strings.get("builds.steps.line", line));
      where.getStyleClass().add("text-bold");
      failure.getChildren().add(where);
    }
    if (step.dockerfileText() != null) {
      failure.getChildren().add(mono(step.dockerfileText()));
    }
    if (!failure.getChildren().isEmpty()) { // what went wrong stands above all
      setBottom(failure);
    }
    TreeItem<StepNode> item = items.get("#" + step.number());
    if (item != null && table.getSelectionModel().isEmpty()) {
      table.getSelectionModel().select(item);
      table.scrollTo(Math.max(0, table.getRow(item) - 1));
    }
  }

  private static Node mono(String text) {
    Label source = new Label(text);
    source.setId("build-failure-source");
    source.getStyleClass().add("mono");
    source.setWrapText(true);
    return source;
  }

  /** Chooses no step. */
  void clearChoice() {
    table.getSelectionModel().clearSelection();
  }

  private abstract static class StepCell extends TreeTableCell<StepNode, StepNode> {
    @Override
    protected final void updateItem(@Nullable StepNode node, boolean empty) {
      super.updateItem(node, empty);
      if (node == null || empty) {
        setText(null);
        setGraphic(null);
        setTooltip(null);
      } else {
        show(node);
      }
    }

    abstract void show(StepNode node);
  }

  private static final class NameCell extends StepCell {
    @Override
    void show(StepNode node) {
      setText(node.label().lines().findFirst().orElse(""));
      setGraphic(StepText.icon(node.state()));
      setTooltip(new Tooltip(node.label()));
      setAccessibleText(node.label() + ", " + StepText.state(node.state()));
    }
  }

  private static final class TimeCell extends StepCell {
    TimeCell() {
      getStyleClass().add("right");
    }

    @Override
    void show(StepNode node) {
      setText(StepText.time(node, Instant.now()));
    }
  }

  private final class BarCell extends StepCell {
    private final TimelineBar bar = new TimelineBar();

    @Override
    void show(StepNode node) {
      StepTree tree = model.treeProperty().get();
      if (node.started() == null) {
        bar.clear();
      } else {
        Instant end = node.ended() == null ? tree.end() : node.ended();
        bar.show(tree.position(node.started()), tree.position(end), node.state());
      }
      setGraphic(bar);
    }
  }
}
