package org.dimdesktop.settings;

import java.util.List;
import java.util.Map;

/**
 * How a person arranged a table.
 *
 * @param order the ids of the columns from left to right; columns not named stand last
 * @param hidden the ids of the columns that are not shown
 * @param widths widths in pixels by column id
 * @param sort the sorted columns, the first being the most important
 * @param groups how its rows stand in groups, where they can
 */
public record TableLayout(
    List<String> order,
    List<String> hidden,
    Map<String, Double> widths,
    List<Sort> sort,
    Groups groups) {

  /** A sorted column. */
  public record Sort(String column, boolean descending) {}

  /**
   * Groups of rows.
   *
   * @param on whether rows are shown in groups
   * @param collapsed the names of the groups whose rows are not shown
   */
  public record Groups(boolean on, List<String> collapsed) {
    /** Groups are shown, and all of their rows. */
    public static final Groups FIRST = new Groups(true, List.of());

    public Groups {
      collapsed = List.copyOf(collapsed);
    }
  }

  public TableLayout {
    order = List.copyOf(order);
    hidden = List.copyOf(hidden);
    widths = Map.copyOf(widths);
    sort = List.copyOf(sort);
  }
}
