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
 */
public record TableLayout(
    List<String> order, List<String> hidden, Map<String, Double> widths, List<Sort> sort) {

  /** A sorted column. */
  public record Sort(String column, boolean descending) {}

  public TableLayout {
    order = List.copyOf(order);
    hidden = List.copyOf(hidden);
    widths = Map.copyOf(widths);
    sort = List.copyOf(sort);
  }
}
