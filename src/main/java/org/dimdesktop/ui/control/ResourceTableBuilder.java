package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.Function;
import org.dimdesktop.settings.TableLayouts;
import org.dimdesktop.ui.common.Action;
import org.jspecify.annotations.Nullable;

/** Describes a {@link ResourceTable} step by step. */
public final class ResourceTableBuilder<T> {
  private final String id;
  private final Function<T, ?> key;
  private final List<Column<T>> columns = new ArrayList<>();
  private final List<FilterChip<T>> chips = new ArrayList<>();
  private final List<Action> actions = new ArrayList<>();
  private final List<RowAction<T>> rowActions = new ArrayList<>();
  private @Nullable Function<T, String> filterText;
  private Consumer<T> open = _ -> {};
  private String emptyKey = "table.empty";
  private @Nullable Action emptyAction;
  private @Nullable String sortColumn;
  private boolean sortDescending;
  private @Nullable RowGrouping<T> grouping;

  ResourceTableBuilder(String id, Function<T, ?> key) {
    this.id = id;
    this.key = key;
  }

  /** Adds a column at the right. */
  public ResourceTableBuilder<T> column(Column<T> column) {
    columns.add(column);
    return this;
  }

  /** What the filter searches; by default the text of all columns. */
  public ResourceTableBuilder<T> filterText(Function<T, String> text) {
    filterText = text;
    return this;
  }

  /** Adds a switch beside the filter field. */
  public ResourceTableBuilder<T> chip(FilterChip<T> chip) {
    chips.add(chip);
    return this;
  }

  /** Adds a button above the rows that is not about the selected rows, such as Pull. */
  public ResourceTableBuilder<T> action(Action action) {
    actions.add(action);
    return this;
  }

  /** Adds an action on the selected rows. */
  public ResourceTableBuilder<T> rowAction(RowAction<T> action) {
    rowActions.add(action);
    return this;
  }

  /** What Enter and a double click do with a row. */
  public ResourceTableBuilder<T> onOpen(Consumer<T> handler) {
    open = handler;
    return this;
  }

  /** What an empty list says, and the button below it, if any. */
  public ResourceTableBuilder<T> empty(String textKey, @Nullable Action action) {
    emptyKey = textKey;
    emptyAction = action;
    return this;
  }

  /** The column that rows are sorted by until a person sorts otherwise. */
  public ResourceTableBuilder<T> sortedBy(String columnId, boolean descending) {
    sortColumn = columnId;
    sortDescending = descending;
    return this;
  }

  /** Lets rows stand in groups under headers, until a person wants them plain. */
  public ResourceTableBuilder<T> groupedBy(RowGrouping<T> groups) {
    grouping = groups;
    return this;
  }

  /**
   * Makes the table.
   *
   * @param layouts remembers columns and sorting
   * @param work filters and sorts
   * @param fx the JavaFX thread
   */
  public ResourceTable<T> build(TableLayouts layouts, Executor work, Executor fx) {
    Function<T, String> text = filterText;
    return new ResourceTable<>(
        new ResourceTable.Spec<>(
            id,
            key,
            text == null ? this::allColumns : text,
            List.copyOf(columns),
            List.copyOf(chips),
            List.copyOf(actions),
            List.copyOf(rowActions),
            open,
            emptyKey,
            emptyAction,
            sortColumn,
            sortDescending,
            grouping),
        layouts,
        work,
        fx);
  }

  private String allColumns(T row) {
    StringBuilder all = new StringBuilder();
    columns.forEach(column -> all.append(column.text().apply(row)).append('\n'));
    return all.toString();
  }
}
