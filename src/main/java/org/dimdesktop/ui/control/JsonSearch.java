package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Finds the lines of a JSON document whose name or value contains a text, in their order. */
final class JsonSearch {
  private JsonSearch() {}

  /** Each match as the child indices that lead to it from the root. */
  static List<List<Integer>> find(JsonItem.Entry root, String text) {
    List<List<Integer>> found = new ArrayList<>();
    if (!text.isBlank()) {
      walk(root, text.toLowerCase(Locale.ROOT), new ArrayList<>(), found);
    }
    return found;
  }

  private static void walk(
      JsonItem.Entry entry, String text, List<Integer> way, List<List<Integer>> found) {
    boolean leaf = entry.value().isValueNode();
    if (contains(entry.name(), text) || (leaf && contains(entry.value().asText(), text))) {
      found.add(List.copyOf(way));
    }
    int index = 0;
    for (JsonItem.Entry child : entry.children()) {
      way.add(index++);
      walk(child, text, way, found);
      way.removeLast();
    }
  }

  private static boolean contains(String where, String text) {
    return where.toLowerCase(Locale.ROOT).contains(text);
  }
}
