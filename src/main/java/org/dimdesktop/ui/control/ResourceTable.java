package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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
import javafx.scene.Scene;
import javafx.scene.control.TableView;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.VBox;
import org.dimdesktop.settings.TableLayout;
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
      boolean sortDescending,
      @Nullable RowGrouping<T> grouping) {}

  /** So many rows get their cells in less than a frame, or not much more in a process's first. */
  private static final int STEP = 4;

  /** Rows whose height is not known take this many pixels or more. */
  private static final double LOWEST_ROW = 20;

  private final Spec<T> spec;
  private final TableView<Line<T>> table = new TableView<>();
  private final RowPipeline<T> pipeline;
  private final RowKeeper<Line<T>> keeper;
  private final Aging aging;
  private final TableGroups groups;
  private final TableColumns<T> columns;
  private final TableStates states;
  private final TableToolBar<T> toolBar;
  private final ObservableList<T> selection = FXCollections.observableArrayList();
  // Fields, for a read-only view that only its caller held would lose its listeners.
  private final ObservableList<T> readOnlySelection =
      FXCollections.unmodifiableObservableList(selection);
  private final ObservableList<T> rows = FXCollections.observableArrayList();
  private final ObservableList<T> readOnlyRows = FXCollections.unmodifiableObservableList(rows);
  private final ReadOnlyObjectWrapper<@Nullable T> selected = new ReadOnlyObjectWrapper<>();
  private boolean focusedAtFirst;
  private RowPipeline.@Nullable Result<T> coming;
  private int total;
  private @Nullable Object awaited;
  private String filteredBy = "";

  ResourceTable(Spec<T> spec, TableLayouts layouts, Executor work, Executor fx) {
    this.spec = spec;
    pipeline = new RowPipeline<>(work, fx, spec.filterText(), spec.grouping(), this::publish);
    keeper = new RowKeeper<>(table, line -> line.key(spec.key()), this::selectionChanged);
    aging = new Aging(table, Aging.USUAL, fx);
    groups =
        new TableGroups(
            layouts.load(spec.id()).map(TableLayout::groups).orElse(TableLayout.Groups.FIRST),
            (on, collapsed) -> pipeline.groups(on ? collapsed : null),
            this::remember);
    states = new TableStates(Strings.get(spec.emptyKey()), spec.emptyAction(), this::clearFilter);
    toolBar = new TableToolBar<>(spec, selection, () -> focusRows(), this::refilter);
    columns = new TableColumns<>(table, spec, layouts, groups::remembered, pipeline::order);
    table.setId(spec.id() + "-table");
    table.getStyleClass().add("resource-table");
    table.setAccessibleText(Strings.get("table.name." + spec.id()));
    table.setPlaceholder(states.placeholder());
    new RowKeys<>(table, spec, selection, this::focusFilter, toolBar::clearFilter, groups)
        .install();
    getStyleClass().add("resource-table-pane");
    VBox top = new VBox(toolBar, states.banner());
    top.setMinHeight(USE_PREF_SIZE); // where there is little room, it is the rows that give way
    setTop(top);
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

  /**
   * Replaces all rows as {@link #setItems} does, and shows the first ones, where they are few, in
   * the frame that comes next: a view that opens is not empty for one. JavaFX thread only.
   */
  public void showItems(List<T> rows) {
    List<T> all = List.copyOf(rows);
    if (!pipeline.first(all)) {
      pipeline.rows(all);
    }
  }

  /**
   * A table that is empty makes the cells of all rows in sight when the first rows come, which
   * takes longer than a frame: it makes a few in each of the next ones.
   */
  private void publish(RowPipeline.Result<T> result) {
    if (coming != null) {
      coming = result;
    } else if (rows.isEmpty() && result.lines().size() > STEP && isOnShow()) {
      coming = result;
      fill(STEP);
    } else {
      complete(result);
    }
  }

  private void fill(int lines) {
    RowPipeline.Result<T> result = coming;
    if (result == null) {
      return;
    }
    double inSight = table.getHeight() / Math.max(LOWEST_ROW, table.getFixedCellSize());
    if (lines >= Math.min(inSight, result.lines().size())) {
      coming = null;
      complete(result);
    } else {
      keeper.replace(result.lines().subList(0, lines));
      NextFrame.run(() -> fill(lines + STEP));
    }
  }

  private boolean isOnShow() {
    return getScene() != null
        && getScene().getWindow() != null
        && getScene().getWindow().isShowing();
  }

  private void complete(RowPipeline.Result<T> result) {
    total = result.total();
    states.rows(result.rows().size(), total);
    rows.setAll(result.rows());
    Object waitedFor = awaited;
    keeper.replace(result.lines());
    awaited = waitedFor; // a selected row that became another is no choice of a person
    selectAwaited();
    toolBar.counts(result.rows().size(), total);
    aging.begin();
  }

  private void selectAwaited() {
    Object key = awaited;
    if (key == null) {
      return;
    }
    if (keeper.select(key)) {
      awaited = null;
    } else {
      open(key);
    }
  }

  /** Opens the collapsed group that the row with this key stands in; false if there is none. */
  private boolean open(Object key) {
    for (Line<T> line : table.getItems()) {
      if (line instanceof Line.Header<T> header
          && header.collapsed()
          && header.rows().stream().anyMatch(row -> spec.key().apply(row).equals(key))) {
        groups.collapse(header.group(), false);
        return true;
      }
    }
    return false;
  }

  private void selectionChanged(List<Line<T>> lines) {
    if (!lines.isEmpty()) {
      awaited = null; // a person chose meanwhile
    }
    Map<Object, T> chosen = new LinkedHashMap<>(); // a header and its rows may both be selected
    lines.forEach(line -> line.rows().forEach(row -> chosen.put(spec.key().apply(row), row)));
    selection.setAll(chosen.values());
    selected.set(
        lines.size() == 1 && lines.getFirst() instanceof Line.Row<T> one ? one.row() : null);
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

  /** The rows that the filter lets through, sorted; also those of collapsed groups. */
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
    if (keeper.select(key)) {
      return true;
    }
    boolean coming = open(key);
    awaited = coming ? key : null;
    return coming;
  }

  /** Selects the row with this key once it is shown, which may be now; no filter stays on. */
  public void selectWhenShown(Object key) {
    clearFilter();
    awaited = key;
    selectAwaited();
  }

  /** Selects every shown row that {@code wanted} holds for. */
  public void selectAll(Predicate<T> wanted) {
    keeper.selectAll(line -> line instanceof Line.Row<T> one && wanted.test(one.row()));
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

  /** Puts the focus onto the table and selects nothing. */
  public void focusTable() {
    if (table.getScene() != null) {
      table.requestFocus();
    } else { // a split pane takes its parts into the scene only when it is styled first
      table.sceneProperty().subscribe(this::focusAtFirst);
    }
  }

  private void focusAtFirst(@Nullable Scene scene) {
    if (scene != null && !focusedAtFirst) {
      focusedAtFirst = true;
      table.requestFocus();
    }
  }

  /** Puts the focus onto the rows, and selects the first when none is. */
  public void focusRows() {
    table.requestFocus();
    if (table.getSelectionModel().isEmpty() && !table.getItems().isEmpty()) {
      table.getSelectionModel().select(firstRow());
    }
  }

  private int firstRow() {
    List<Line<T>> lines = table.getItems();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i) instanceof Line.Row<T>) {
        return i;
      }
    }
    return 0; // every group is collapsed
  }

  /** Shows the rows in their groups, or plain; without a grouping it changes nothing. */
  public void setGrouped(boolean on) {
    groups.setOn(on);
  }

  /** Whether rows are shown in groups where there are some. */
  public boolean isGrouped() {
    return groups.isOn();
  }

  /** Collapses every group, or opens all when none is open. */
  public void toggleAllGroups() {
    List<Line.Header<T>> headers = new ArrayList<>();
    table
        .getItems()
        .forEach(line -> {
          if (line instanceof Line.Header<T> header) {
            headers.add(header);
          }
        });
    boolean anyOpen = headers.stream().anyMatch(header -> !header.collapsed());
    groups.collapseOnly(anyOpen ? headers.stream().map(Line.Header::group).toList() : List.of());
  }

  private void remember() {
    columns.save();
  }

  /** The row actions, for menus outside the table. */
  public List<RowAction<T>> rowActions() {
    return spec.rowActions();
  }

  /** The row with this key among those shown. */
  public Optional<T> find(Object key) {
    return rows.stream().filter(row -> spec.key().apply(row).equals(key)).findFirst();
  }

  /** Sorts by a column. */
  public void sort(String columnId, boolean descending) {
    columns.sort(columnId, descending);
  }

  private void refilter(String text, List<Predicate<T>> chips) {
    if (!text.equals(filteredBy)) {
      filteredBy = text;
      groups.filtered(text);
    }
    pipeline.filter(text, chips);
  }
}
