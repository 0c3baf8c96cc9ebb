package org.dimdesktop.ui.control;

import atlantafx.base.controls.CustomTextField;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContentDisplay;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.HBox;
import org.dimdesktop.ui.common.Icons;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.Tips;
import org.jspecify.annotations.Nullable;
import org.kordamp.ikonli.feather.Feather;

/** The line above a table: its actions, the filter with its chips, counts, and bulk actions. */
final class TableToolBar<T> extends FlowPane {
  private static final double MIN_FILTER = 120;
  private static final double MAX_FILTER = 220;

  private final CustomTextField field = new CustomTextField();
  private final Map<String, ToggleButton> chipButtons = new LinkedHashMap<>();
  private final Map<RowAction<T>, Button> bulkButtons = new LinkedHashMap<>();
  private final List<Button> actionButtons = new ArrayList<>();
  private final HBox bulk = new HBox(2);
  private final Label count = new Label();
  private final Label selectedCount = new Label();
  private final ResourceTable.Spec<T> spec;
  private final ObservableList<T> selection;
  private final BiConsumer<String, List<Predicate<T>>> filter;
  private @Nullable Predicate<T> extra;

  TableToolBar(
      ResourceTable.Spec<T> spec,
      ObservableList<T> selection,
      Runnable focusRows,
      BiConsumer<String, List<Predicate<T>>> filter) {
    this.spec = spec;
    this.selection = selection;
    this.filter = filter;
    getStyleClass().add("table-tool-bar");
    spec.actions().forEach(action -> actionButtons.add(action.button()));
    getChildren().addAll(actionButtons);
    addFilter(focusRows);
    spec.chips().forEach(this::addChip);
    spec.rowActions().stream().filter(RowAction::button).forEach(this::addBulk);
    bulk.setAlignment(Pos.CENTER_LEFT);
    count.getStyleClass().add("count");
    selectedCount.getStyleClass().add("count");
    getChildren().addAll(bulk, count, selectedCount);
    widthProperty().addListener((_, _, _) -> fit());
    count.widthProperty().addListener((_, _, _) -> fit());
    selectedCount.managedProperty().addListener((_, _, _) -> fit());
    selection.addListener((ListChangeListener<T>) _ -> selectionChanged());
    selectionChanged();
  }

  private void addFilter(Runnable focusRows) {
    field.setId(spec.id() + "-filter");
    field.setPrefWidth(MAX_FILTER); // not by CSS, which would undo fit() whenever the focus comes
    field.setPromptText(Strings.get("table.filter.prompt"));
    field.setAccessibleText(Strings.get("table.filter.name"));
    field.setLeft(Icons.of(Feather.SEARCH));
    field.textProperty().addListener((_, _, _) -> refilter());
    field.setOnKeyPressed(event -> {
      if (event.getCode() == KeyCode.ESCAPE) {
        clearFilter();
        focusRows.run();
        event.consume();
      } else if (event.getCode() == KeyCode.DOWN || event.getCode() == KeyCode.ENTER) {
        focusRows.run();
        event.consume();
      }
    });
    getChildren().add(field);
  }

  private void addChip(FilterChip<T> chip) {
    ToggleButton button = new ToggleButton(Strings.get(chip.textKey()));
    button.setId(spec.id() + "-chip-" + chip.id());
    button.getStyleClass().addAll("chip", "small");
    button.selectedProperty().addListener((_, _, _) -> refilter());
    chipButtons.put(chip.id(), button);
    getChildren().add(button);
  }

  private void addBulk(RowAction<T> action) {
    Button button = new Button(null, Icons.of(action.icon(), action.danger() ? "danger" : "plain"));
    button.setId(action.id() + "-button");
    button.setAccessibleText(action.text());
    Tips.set(
        button,
        action.key() == null
            ? action.text()
            : action.text() + "  " + action.key().getDisplayText());
    button.getStyleClass().addAll("button-icon", "flat");
    button.setOnAction(_ -> action.handler().accept(List.copyOf(selection)));
    bulkButtons.put(action, button);
    bulk.getChildren().add(button);
  }

  /** The filter gives way first, then the words of the actions, before a second line begins. */
  private void fit() {
    words(true);
    double left = leftForFilter();
    if (left < MIN_FILTER) {
      words(false);
      left = leftForFilter();
    }
    field.setPrefWidth(left < MIN_FILTER ? MAX_FILTER : Math.min(left, MAX_FILTER));
  }

  /** Whether the actions say what they do, or show their icons alone; tooltips say it always. */
  private void words(boolean shown) {
    actionButtons.forEach(button ->
        button.setContentDisplay(shown ? ContentDisplay.LEFT : ContentDisplay.GRAPHIC_ONLY));
  }

  private double leftForFilter() {
    double others = snappedLeftInset() + snappedRightInset() - getHgap();
    for (Node node : getManagedChildren()) {
      others += getHgap() + (node.equals(field) ? 0 : snapSizeX(node.prefWidth(-1)));
    }
    return Math.floor(getWidth() - others) - 2; // rounding must not begin a second line
  }

  private void selectionChanged() {
    List<T> rows = List.copyOf(selection);
    bulkButtons.forEach(
        (action, button) -> button.setDisable(rows.isEmpty() || !action.applies().test(rows)));
    selectedCount.setText(Strings.get("table.selected", rows.size()));
    selectedCount.setVisible(rows.size() > 1);
    selectedCount.setManaged(rows.size() > 1);
  }

  private void refilter() {
    List<Predicate<T>> tests = new ArrayList<>();
    spec.chips().stream()
        .filter(chip -> chipButton(chip.id()).isSelected())
        .forEach(chip -> tests.add(chip.test()));
    if (extra != null) {
      tests.add(extra);
    }
    filter.accept(field.getText(), tests);
  }

  private ToggleButton chipButton(String id) {
    ToggleButton button = chipButtons.get(id);
    if (button == null) {
      throw new IllegalArgumentException("no chip " + id);
    }
    return button;
  }

  void counts(int shown, int all) {
    count.setText(
        shown == all
            ? Strings.get("table.count.all", all)
            : Strings.get("table.count", shown, all));
  }

  javafx.beans.property.StringProperty textProperty() {
    return field.textProperty();
  }

  String text() {
    return field.getText();
  }

  void setText(String text) {
    field.setText(text);
  }

  void setChip(String id, boolean on) {
    chipButton(id).setSelected(on);
  }

  void setExtra(@Nullable Predicate<T> test) {
    extra = test;
    refilter();
  }

  void clearFilter() {
    chipButtons.values().forEach(button -> button.setSelected(false));
    field.clear();
  }

  void focusFilter() {
    field.requestFocus();
    field.selectAll();
  }
}
