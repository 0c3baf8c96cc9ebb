package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.dimdesktop.ui.common.Strings;

/**
 * How the rows of a {@link ResourceTable} stand together under headers. Its functions are called
 * off the JavaFX thread.
 *
 * @param group the name of a row's group, or empty for none
 * @param noneKey the key of the header above the rows of no group
 * @param summary one line on the rows of a group
 * @param actions the ids of those row actions that are also buttons of a header
 */
public record RowGrouping<T>(
    Function<T, String> group,
    String noneKey,
    Function<List<T>, String> summary,
    List<String> actions) {

  public RowGrouping {
    actions = List.copyOf(actions);
  }

  /**
   * The lines of a table: groups by name, those of no group last, in each the rows in the order
   * that they have. Without a single group there are no headers.
   *
   * @param rows those that the filter lets through, sorted
   * @param all every row
   * @param collapsed the groups whose rows do not show
   */
  List<Line<T>> lines(List<T> rows, List<T> all, Set<String> collapsed) {
    Map<String, Integer> sizes = new HashMap<>();
    all.forEach(row -> sizes.merge(group.apply(row), 1, Integer::sum));
    if (sizes.isEmpty() || (sizes.size() == 1 && sizes.containsKey(""))) {
      return plain(rows);
    }
    Map<String, List<T>> groups = new TreeMap<>(RowGrouping::byName);
    rows.forEach(row -> groups.computeIfAbsent(group.apply(row), _ -> new ArrayList<>()).add(row));
    List<Line<T>> lines = new ArrayList<>(rows.size() + groups.size());
    groups.forEach((name, members) -> {
      boolean closed = collapsed.contains(name);
      int hidden = sizes.getOrDefault(name, 0) - members.size();
      String title = name.isEmpty() ? Strings.get(noneKey) : name;
      lines.add(new Line.Header<>(name, title, members, hidden, closed, summary.apply(members)));
      if (!closed) {
        members.forEach(row -> lines.add(new Line.Row<>(row, name)));
      }
    });
    return lines;
  }

  /** The lines of a table without groups. */
  static <T> List<Line<T>> plain(List<T> rows) {
    List<Line<T>> lines = new ArrayList<>(rows.size());
    rows.forEach(row -> lines.add(new Line.Row<>(row, "")));
    return lines;
  }

  private static int byName(String a, String b) {
    if (a.isEmpty() || b.isEmpty()) {
      return Boolean.compare(a.isEmpty(), b.isEmpty());
    }
    int order = String.CASE_INSENSITIVE_ORDER.compare(a, b);
    return order != 0 ? order : a.compareTo(b);
  }
}
