package org.dimdesktop.ui.control;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.task.Failure;
import org.dimdesktop.ui.common.Action;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/**
 * The one list of the program: sortable and hideable columns, an instant filter, actions on the
 * selected rows, and the states loading, empty and failed. Rows come as whole snapshots that are
 * filtered and sorted off the JavaFX thread; selection and scroll position are kept by key.
 *
 * <p>{@link #setItems} may be called on any thread, all else on the JavaFX thread only.
 */
public final class ResourceTable<T> extends BorderPane {
  /** What a table needs to know of its rows; see {@link #builder}. */
  record Spec<T>(
      String id,
      Function<T, ?> key,
      Function<T, String> filterText,
      List<Column<T>> columns,
      List<FilterChip<T>> chips,
      List<Action> actions,
      List<RowAction<T>> rowActions,
      Consumer<T> open,
      String emptyKey,
      @Nullable Action emptyAction,
      @Nullable String sortColumn,
      boolean sortDescending) {}

  private final Spec<T> spec;
  private final TableView<T> table = new TableView<>();
  private final RowPipeline<T> pipeline;
  private final RowKeeper<T> keeper;
  private final TableColumns<T> columns;
  private final TableStates states;
  private final TableToolBar<T> toolBar;
  private final ObservableList<T> selection = FXCollections.observableArrayList();
  // Fields, for a read-only view that only its caller held would lose its listeners.
  private final ObservableList<T> readOnlySelection =
      FXCollections.unmodifiableObservableList(selection);
  private final ObservableList<T> readOnlyRows =
      FXCollections.unmodifiableObservableList(table.getItems());
  private final ReadOnlyObjectWrapper<@Nullable T> selected = new ReadOnlyObjectWrapper<>();
  private int total;
  private @Nullable Object awaited;

  ResourceTable(Spec<T> spec, TableLayouts layouts, Executor work, Executor fx) {
    this.spec = spec;
    pipeline = new RowPipeline<>(work, fx, spec.filterText(), this::publish);
    keeper = new RowKeeper<>(table, spec.key(), this::selectionChanged);
    states = new TableStates(Strings.get(spec.emptyKey()), spec.emptyAction(), this::clearFilter);
    toolBar = new TableToolBar<>(spec, selection, () -> focusRows(), this::refilter);
    columns = new TableColumns<>(table, spec, layouts, pipeline::order);
    table.setId(spec.id() + "-table");
    table.getStyleClass().add("resource-table");
    table.setAccessibleText(Strings.get("table.name." + spec.id()));
    table.setPlaceholder(states.placeholder());
    new RowKeys<>(table, spec, selection, this::focusFilter, toolBar::clearFilter).install();
    getStyleClass().add("resource-table-pane");
    setTop(new VBox(toolBar, states.banner()));
    setCenter(table);
    setLoading();
  }

  /**
   * Starts to describe a table.
   *
   * @param id unique in the program; the settings know it by it, and {@code table.name.<id>} is its
   *     accessible name
   * @param key tells rows apart over refreshes; called on any thread
   */
  public static <T> ResourceTableBuilder<T> builder(String id, Function<T, ?> key) {
    return new ResourceTableBuilder<>(id, key);
  }

  /** Replaces all rows and leaves the state "loading"; callable on any thread. */
  public void setItems(List<T> rows) {
    pipeline.rows(List.copyOf(rows));
  }

  private void publish(RowPipeline.Result<T> result) {
    total = result.total();
    states.rows(result.rows().size(), total);
    keeper.replace(result.rows());
    selectAwaited();
    toolBar.counts(result.rows().size(), total);
  }

  private void selectAwaited() {
    Object key = awaited;
    if (key != null && keeper.select(key)) {
      awaited = null;
    }
  }

  private void selectionChanged(List<T> rows) {
    if (!rows.isEmpty()) {
      awaited = null; // a person chose meanwhile
    }
    selection.setAll(rows);
    selected.set(rows.size() == 1 ? rows.getFirst() : null);
  }

  /** Shows that rows are being loaded, unless there are some. */
  public void setLoading() {
    states.loading();
  }

  /** Shows why rows could not be loaded; those that are there stay, marked as stale. */
  public void setFailure(Failure failure, Runnable retry) {
    states.failure(failure, retry);
  }

  /** Shows a line above the rows ("synced 12 s ago"), or none for an empty text. */
  public void setNotice(String text) {
    states.notice(text);
  }

  /** The rows that are shown, filtered and sorted. */
  public ObservableList<T> shown() {
    return readOnlyRows;
  }

  /** How many rows there are without the filter. */
  public int total() {
    return total;
  }

  /** The selected rows, kept by key over refreshes and always as new as the table. */
  public ObservableList<T> selection() {
    return readOnlySelection;
  }

  /** The selected row when it is exactly one, else null; changes when the row itself does. */
  public ReadOnlyObjectProperty<@Nullable T> selectedProperty() {
    return selected.getReadOnlyProperty();
  }

  /** Selects the row with this key and scrolls to it; false if it is not shown. */
  public boolean select(Object key) {
    awaited = null;
    return keeper.select(key);
  }

  /** Selects the row with this key once it is shown, which may be now; no filter stays on. */
  public void selectWhenShown(Object key) {
    clearFilter();
    awaited = key;
    selectAwaited();
  }

  /** Selects every shown row that {@code wanted} holds for. */
  public void selectAll(Predicate<T> wanted) {
    keeper.selectAll(wanted);
  }

  /** The filter's text. */
  public String filter() {
    return toolBar.text();
  }

  /** The filter's text, as it is typed. */
  public javafx.beans.property.ReadOnlyStringProperty filterProperty() {
    return toolBar.textProperty();
  }

  /** Sets the filter's text. */
  public void setFilter(String text) {
    toolBar.setText(text);
  }

  /** Switches a filter chip. */
  public void setChip(String chipId, boolean on) {
    toolBar.setChip(chipId, on);
  }

  /** Switches a filter on that is not a chip, such as "of this project"; null for none. */
  public void setExtraFilter(@Nullable Predicate<T> test) {
    toolBar.setExtra(test);
  }

  /** Empties the filter and switches all chips off. */
  public void clearFilter() {
    toolBar.clearFilter();
  }

  /** Puts the focus into the filter field. */
  public void focusFilter() {
    toolBar.focusFilter();
  }

  /** Puts the focus onto the rows. */
  public void focusRows() {
    table.requestFocus();
    if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
      table.getSelectionModel().select(0);
    }
  }

  /** The row actions, for menus outside the table. */
  public List<RowAction<T>> rowActions() {
    return spec.rowActions();
  }

  /** The row with this key among those shown. */
  public Optional<T> find(Object key) {
    Map<Object, T> rows = keeper.byKey();
    return Optional.ofNullable(rows.get(key));
  }

  /** Sorts by a column. */
  public void sort(String columnId, boolean descending) {
    columns.sort(columnId, descending);
  }

  private void refilter(String text, List<Predicate<T>> chips) {
    pipeline.filter(text, chips);
  }
}
