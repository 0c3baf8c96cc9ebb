package org.dimdesktop.ui.control;

import java.util.List;
import java.util.function.Function;

/** One line of a table: a row, or the header above the rows of a group. */
sealed interface Line<T> {
  /** The rows that it stands for. */
  List<T> rows();

  /** What tells it apart from other lines over refreshes. */
  Object key(Function<T, ?> rowKey);

  /** A row; {@code group} is empty where it stands in none. */
  record Row<T>(T row, String group) implements Line<T> {
    @Override
    public List<T> rows() {
      return List.of(row);
    }

    @Override
    public Object key(Function<T, ?> rowKey) {
      return rowKey.apply(row);
    }

    @Override
    public String toString() {
      return String.valueOf(row);
    }
  }

  /**
   * The header of a group.
   *
   * @param group the group's name; empty for the rows that belong to none
   * @param title what it is called
   * @param rows those of its rows that the filter lets through
   * @param hidden how many the filter holds back
   * @param summary one line on its rows
   */
  record Header<T>(
      String group, String title, List<T> rows, int hidden, boolean collapsed, String summary)
      implements Line<T> {
    public Header {
      rows = List.copyOf(rows);
    }

    @Override
    public Object key(Function<T, ?> rowKey) {
      return new Key(group);
    }
  }

  /** The key of a group's header, which is no row's key. */
  record Key(String group) {}
}
