package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import javafx.collections.ListChangeListener;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.SelectionMode;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import org.jspecify.annotations.Nullable;

/**
 * Replaces the rows of a table while selection, focus and first visible row stay, by key; that row
 * stays also when the table grows or shrinks.
 */
final class RowKeeper<T> {
  private static final int TRIES = 3;

  /** About as many rows as can be in sight. */
  private static final int MAX_PATCHES = 64;

  private final TableView<T> table;
  private final Function<T, ?> key;
  private final Consumer<List<T>> selectionChanged;
  private List<T> lastSelection = List.of();
  private boolean replacing;

  RowKeeper(TableView<T> table, Function<T, ?> key, Consumer<List<T>> selectionChanged) {
    this.table = table;
    this.key = key;
    this.selectionChanged = selectionChanged;
    table.getSelectionModel().setSelectionMode(SelectionMode.MULTIPLE);
    table
        .getSelectionModel()
        .getSelectedItems()
        .addListener((ListChangeListener<T>) _ -> tellSelection());
    table.heightProperty().addListener(_ -> keepTop());
  }

  /** A flow keeps how far it is scrolled as a share of the whole, which is another row then. */
  private void keepTop() {
    Anchor anchor = anchor();
    if (anchor != null) {
      anchor.restore(table.getItems());
    }
  }

  private void tellSelection() {
    if (replacing) {
      return;
    }
    List<T> now = new ArrayList<>(table.getSelectionModel().getSelectedItems());
    now.removeIf(row -> row == null);
    if (!now.equals(lastSelection)) {
      lastSelection = now;
      selectionChanged.accept(List.copyOf(now));
    }
  }

  void replace(List<T> rows) {
    if (!patch(rows)) {
      replaceAll(rows);
    }
  }

  /**
   * Where the same rows stand in the same order and few of them have changed, none of which is
   * selected, only their cells are drawn anew.
   */
  private boolean patch(List<T> rows) {
    List<T> now = table.getItems();
    if (now.size() != rows.size()) {
      return false;
    }
    int[] changed = new int[MAX_PATCHES];
    int count = 0;
    for (int i = 0; i < rows.size(); i++) {
      T before = now.get(i);
      T after = rows.get(i);
      if (!before.equals(after)) {
        if (count == MAX_PATCHES
            || !key.apply(before).equals(key.apply(after))
            || table.getSelectionModel().isSelected(i)
            || table.getFocusModel().isFocused(i)) {
          return false;
        }
        changed[count++] = i;
      }
    }
    for (int i = 0; i < count; i++) {
      now.set(changed[i], rows.get(changed[i]));
    }
    return true;
  }

  private void replaceAll(List<T> rows) {
    Set<Object> selectedKeys = new HashSet<>();
    lastSelection.forEach(row -> selectedKeys.add(key.apply(row)));
    T focusedRow = table.getFocusModel().getFocusedItem();
    Object focused = focusedRow == null ? null : key.apply(focusedRow);
    Anchor anchor = anchor();
    replacing = true;
    try {
      // Selected indices must not be carried over to other rows.
      table.getSelectionModel().clearSelection();
      table.getItems().setAll(rows);
      restore(rows, selectedKeys, focused);
    } finally {
      replacing = false;
    }
    if (anchor != null) {
      anchor.restore(rows);
    }
    tellSelection();
  }

  private void restore(List<T> rows, Set<Object> selectedKeys, @Nullable Object focused) {
    if (selectedKeys.isEmpty() && focused == null) {
      return; // without a look at thousands of keys
    }
    int[] indices = new int[selectedKeys.size()];
    int count = 0;
    int focus = -1;
    for (int i = 0; i < rows.size(); i++) {
      Object k = key.apply(rows.get(i));
      if (count < indices.length && selectedKeys.contains(k)) {
        indices[count++] = i;
      }
      if (k.equals(focused)) {
        focus = i;
      }
    }
    if (count > 0) {
      table.getSelectionModel().selectIndices(indices[0], Arrays.copyOfRange(indices, 1, count));
    }
    if (focus >= 0) {
      table.getFocusModel().focus(focus);
    }
  }

  boolean select(Object wanted) {
    List<T> rows = table.getItems();
    for (int i = 0; i < rows.size(); i++) {
      if (key.apply(rows.get(i)).equals(wanted)) {
        table.getSelectionModel().clearAndSelect(i);
        table.scrollTo(Math.max(0, i - 3));
        return true;
      }
    }
    return false;
  }

  /** Selects every row that {@code wanted} holds for, and nothing else. */
  void selectAll(Predicate<T> wanted) {
    List<T> rows = table.getItems();
    int[] indices = IntStream.range(0, rows.size()).filter(i -> wanted.test(rows.get(i))).toArray();
    replacing = true; // told once, at the end
    try {
      table.getSelectionModel().clearSelection();
      if (indices.length > 0) {
        table.getSelectionModel().selectIndices(indices[0], indices);
      }
    } finally {
      replacing = false;
    }
    tellSelection();
  }

  /** The first visible row and how much of it is scrolled out; null at the very top. */
  private @Nullable Anchor anchor() {
    if (!(table.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
      return null;
    }
    IndexedCell<?> cell = flow.getFirstVisibleCell();
    if (cell != null && cell.getLayoutY() + cell.getHeight() < 1) {
      // The flow counts in fractions of a pixel; of this row nobody sees anything.
      cell = flow.getVisibleCell(cell.getIndex() + 1);
    }
    List<T> rows = table.getItems();
    if (cell == null || cell.getIndex() < 0 || cell.getIndex() >= rows.size()) {
      return null;
    }
    double offset = cell.getLayoutY();
    if (cell.getIndex() == 0 && offset >= 0) {
      return null;
    }
    return new Anchor(flow, key.apply(rows.get(cell.getIndex())), offset);
  }

  private final class Anchor {
    private final VirtualFlow<?> flow;
    private final Object firstKey;
    private final double offset;

    Anchor(VirtualFlow<?> flow, Object firstKey, double offset) {
      this.flow = flow;
      this.firstKey = firstKey;
      this.offset = offset;
    }

    void restore(List<T> rows) {
      for (int i = 0; i < rows.size(); i++) {
        if (key.apply(rows.get(i)).equals(firstKey)) {
          table.layout(); // the flow must know the new rows before it can scroll to one
          flow.scrollToTop(i);
          table.layout();
          settle(i);
          return;
        }
      }
    }

    /** Where a flow that is resized at the same time puts a row is not always where it was told. */
    private void settle(int index) {
      for (int tries = 0; tries < TRIES; tries++) {
        IndexedCell<?> cell = flow.getVisibleCell(index);
        double missing = cell == null ? 0 : cell.getLayoutY() - offset;
        if (Math.abs(missing) < 1) {
          return;
        }
        flow.scrollPixels(missing);
        table.layout(); // or rows that come before the next pulse would find the old cells
      }
    }
  }
}
