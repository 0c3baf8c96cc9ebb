package org.dimdesktop.ui.control;

import java.util.List;
import javafx.scene.control.TableView;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import org.jspecify.annotations.Nullable;

/**
 * The keys of groups: right opens, left closes and leads from a row to its header, space and Enter
 * do either.
 */
final class GroupKeys<T> {
  private final TableView<Line<T>> table;
  private final TableGroups groups;

  GroupKeys(TableView<Line<T>> table, TableGroups groups) {
    this.table = table;
    this.groups = groups;
  }

  void install() {
    // A filter, for the table itself takes the arrows to move between cells.
    table.addEventFilter(
        KeyEvent.KEY_PRESSED,
        event -> {
          if (table.isFocused() && isPlain(event) && pressed(event.getCode())) {
            event.consume();
          }
        });
  }

  private static boolean isPlain(KeyEvent event) {
    return !event.isShortcutDown()
        && !event.isShiftDown()
        && !event.isAltDown()
        && !event.isControlDown();
  }

  private boolean pressed(KeyCode key) {
    return switch (focused()) {
      case Line.Header<T> header ->
          switch (key) {
            case LEFT -> collapse(header, true);
            case RIGHT -> collapse(header, false);
            case SPACE, ENTER -> collapse(header, !header.collapsed());
            default -> false;
          };
      case Line.Row<T> row -> key == KeyCode.LEFT && toHeader(row);
      case null -> false;
    };
  }

  private @Nullable Line<T> focused() {
    return table.getFocusModel().getFocusedItem();
  }

  void toggle(Line.Header<T> header) {
    collapse(header, !header.collapsed());
  }

  private boolean collapse(Line.Header<T> header, boolean closed) {
    groups.collapse(header.group(), closed);
    return true;
  }

  private boolean toHeader(Line.Row<T> row) {
    List<Line<T>> lines = table.getItems();
    for (int i = 0; i < lines.size(); i++) {
      if (lines.get(i) instanceof Line.Header<T> header && header.group().equals(row.group())) {
        table.getSelectionModel().clearAndSelect(i);
        table.scrollTo(Math.max(0, i - 1));
        return true;
      }
    }
    return false;
  }
}
