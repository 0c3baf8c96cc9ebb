package org.dimdesktop.ui.control;

import java.util.List;
import javafx.collections.ObservableList;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.TableRow;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import org.dimdesktop.ui.common.Icons;

/** What keys, double clicks and the context menu do with the rows of a table. */
final class RowKeys<T> {
  private static final KeyCombination FIND = KeyCombination.valueOf("Shortcut+F");

  private final TableView<Line<T>> table;
  private final ResourceTable.Spec<T> spec;
  private final ObservableList<T> selection;
  private final Runnable focusFilter;
  private final Runnable clearFilter;
  private final GroupKeys<T> groupKeys;
  private final List<RowAction<T>> groupActions;

  RowKeys(
      TableView<Line<T>> table,
      ResourceTable.Spec<T> spec,
      ObservableList<T> selection,
      Runnable focusFilter,
      Runnable clearFilter,
      TableGroups groups) {
    this.table = table;
    this.spec = spec;
    this.selection = selection;
    this.focusFilter = focusFilter;
    this.clearFilter = clearFilter;
    groupKeys = new GroupKeys<>(table, groups);
    RowGrouping<T> grouping = spec.grouping();
    groupActions =
        grouping == null
            ? List.of()
            : spec.rowActions().stream().filter(a -> grouping.actions().contains(a.id())).toList();
  }

  void install() {
    table.addEventHandler(KeyEvent.KEY_PRESSED, this::pressed);
    groupKeys.install();
    table.setRowFactory(_ -> row());
    ContextMenu menu = new ContextMenu();
    menu.setOnShowing(_ -> fill(menu));
    // A menu without items is never shown, so it must have one before it is filled.
    menu.getItems().add(new MenuItem());
    if (!spec.rowActions().isEmpty()) {
      table.setContextMenu(menu);
    }
  }

  private TableRow<Line<T>> row() {
    return new LineRow<>(groupActions, spec.open(), header -> groupKeys.toggle(header));
  }

  private void pressed(KeyEvent event) {
    if (FIND.match(event)) {
      focusFilter.run();
      event.consume();
    } else if (event.getCode() == KeyCode.ENTER && selection.size() == 1) {
      spec.open().accept(selection.getFirst());
      event.consume();
    } else if (event.getCode() == KeyCode.ESCAPE) {
      clearFilter.run();
    } else {
      List<T> rows = List.copyOf(selection);
      for (RowAction<T> action : spec.rowActions()) {
        if (action.key() != null
            && action.key().match(event)
            && !rows.isEmpty()
            && action.applies().test(rows)) {
          action.handler().accept(rows);
          event.consume();
          return;
        }
      }
    }
  }

  private void fill(ContextMenu menu) {
    List<T> rows = List.copyOf(selection);
    menu.getItems().setAll(spec.rowActions().stream().map(a -> item(a, rows)).toList());
  }

  private MenuItem item(RowAction<T> action, List<T> rows) {
    MenuItem item =
        new MenuItem(action.text(), Icons.of(action.icon(), action.danger() ? "danger" : "plain"));
    item.setId(action.id());
    if (action.key() != null) {
      item.setAccelerator(action.key());
    }
    item.setDisable(rows.isEmpty() || !action.applies().test(rows));
    item.setOnAction(_ -> action.handler().accept(rows));
    return item;
  }
}
