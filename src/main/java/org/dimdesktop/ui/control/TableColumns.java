package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.ListChangeListener;
import javafx.scene.control.TableColumn;
import javafx.scene.control.TableView;
import javafx.scene.input.MouseEvent;
import org.dimdesktop.settings.TableLayout;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/** The columns of a table: makes, sorts, hides and remembers them. */
final class TableColumns<T> {
  private final TableView<Line<T>> table;
  private final ResourceTable.Spec<T> spec;
  private final TableLayouts layouts;
  private final Supplier<TableLayout.Groups> groups;
  private final Consumer<@Nullable Comparator<T>> order;
  private final Map<String, TableColumn<Line<T>, Line<T>>> byId = new HashMap<>();
  private Map<String, Double> widths = Map.of();
  private Map<String, Double> widthsAtPress = Map.of();

  TableColumns(
      TableView<Line<T>> table,
      ResourceTable.Spec<T> spec,
      TableLayouts layouts,
      Supplier<TableLayout.Groups> groups,
      Consumer<@Nullable Comparator<T>> order) {
    this.table = table;
    this.spec = spec;
    this.layouts = layouts;
    this.groups = groups;
    this.order = order;
    table.setTableMenuButtonVisible(true);
    table.setColumnResizePolicy(TableView.CONSTRAINED_RESIZE_POLICY_SUBSEQUENT_COLUMNS);
    spec.columns().forEach(this::make);
    layouts.load(spec.id()).ifPresentOrElse(this::apply, this::sortAtFirst);
    table.setSortPolicy(_ -> sorted());
    table.getColumns().addListener((ListChangeListener<TableColumn<Line<T>, ?>>) _ -> save());
    byId.values().forEach(this::watch);
    watchDrags();
    sorted();
  }

  private void make(Column<T> column) {
    TableColumn<Line<T>, Line<T>> made = new TableColumn<>(Strings.get(column.titleKey()));
    made.setId(column.id());
    made.setPrefWidth(column.width());
    made.setMinWidth(column.least());
    made.setVisible(!column.hidden());
    made.setCellValueFactory(row -> new ReadOnlyObjectWrapper<>(row.getValue()));
    made.setCellFactory(_ -> new ResourceCell<>(column));
    if (column.styles().contains("right")) {
      made.getStyleClass().add("right");
    }
    byId.put(column.id(), made);
    table.getColumns().add(made);
  }

  private void sortAtFirst() {
    TableColumn<Line<T>, Line<T>> column =
        spec.sortColumn() == null ? null : byId.get(spec.sortColumn());
    if (column != null) {
      column.setSortType(type(spec.sortDescending()));
      table.getSortOrder().add(column);
    }
  }

  private static TableColumn.SortType type(boolean descending) {
    return descending ? TableColumn.SortType.DESCENDING : TableColumn.SortType.ASCENDING;
  }

  private void apply(TableLayout layout) {
    widths = layout.widths();
    List<TableColumn<Line<T>, ?>> arranged = new ArrayList<>(table.getColumns());
    arranged.sort(
        Comparator.comparingInt(column -> {
          int place = layout.order().indexOf(column.getId());
          return place < 0 ? Integer.MAX_VALUE : place;
        }));
    table.getColumns().setAll(arranged);
    byId.forEach((id, column) -> {
      if (layout.order().contains(id)) {
        column.setVisible(!layout.hidden().contains(id));
      }
      column.setPrefWidth(layout.widths().getOrDefault(id, column.getPrefWidth()));
    });
    for (TableLayout.Sort sort : layout.sort()) {
      TableColumn<Line<T>, Line<T>> column = byId.get(sort.column());
      if (column != null) {
        column.setSortType(type(sort.descending()));
        table.getSortOrder().add(column);
      }
    }
  }

  private void watch(TableColumn<Line<T>, Line<T>> column) {
    column.visibleProperty().addListener((_, _, _) -> save());
  }

  /**
   * Remembers widths that a person dragged, and only those: the table spreads every change of its
   * own width evenly, and kept after each the columns would drift towards one width.
   */
  private void watchDrags() {
    table.addEventFilter(MouseEvent.MOUSE_PRESSED, _ -> widthsAtPress = presentWidths());
    table.addEventFilter(
        MouseEvent.MOUSE_RELEASED,
        _ -> {
          Map<String, Double> now = presentWidths();
          if (!now.equals(widthsAtPress)) {
            widths = now;
            save();
          }
        });
  }

  private Map<String, Double> presentWidths() {
    Map<String, Double> present = new HashMap<>();
    table.getColumns().forEach(column -> present.put(column.getId(), column.getWidth()));
    return present;
  }

  /** Sorts by one column. */
  void sort(String columnId, boolean descending) {
    TableColumn<Line<T>, Line<T>> column = byId.get(columnId);
    if (column == null) {
      throw new IllegalArgumentException("no column " + columnId);
    }
    column.setSortType(type(descending));
    table.getSortOrder().setAll(List.of(column));
  }

  private boolean sorted() {
    Comparator<T> all = null;
    for (TableColumn<Line<T>, ?> sorted : table.getSortOrder()) {
      for (Column<T> column : spec.columns()) {
        if (column.id().equals(sorted.getId())) {
          boolean descending = sorted.getSortType() == TableColumn.SortType.DESCENDING;
          Comparator<T> one = descending ? column.order().reversed() : column.order();
          all = all == null ? one : all.thenComparing(one);
        }
      }
    }
    order.accept(all);
    save();
    return true;
  }

  /** Remembers how the table is arranged now. */
  void save() {
    List<String> ids = new ArrayList<>();
    List<String> hidden = new ArrayList<>();
    for (TableColumn<Line<T>, ?> column : table.getColumns()) {
      ids.add(column.getId());
      if (!column.isVisible()) {
        hidden.add(column.getId());
      }
    }
    List<TableLayout.Sort> sorts =
        table.getSortOrder().stream()
            .map(column ->
                new TableLayout.Sort(
                    column.getId(), column.getSortType() == TableColumn.SortType.DESCENDING))
            .toList();
    layouts.save(spec.id(), new TableLayout(ids, hidden, widths, sorts, groups.get()));
  }
}
