package org.dimdesktop.ui.registries;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What of the tree is shown while a person types. */
final class TreeFilter {
  /**
   * A registry with those of its repositories that are shown.
   *
   * @param open whether it is to be opened, because some of them match
   */
  record Branch(RegistryItem registry, List<String> repositories, boolean open) {}

  private TreeFilter() {}

  /** The registries whose name or repositories hold all words of the text; all for none. */
  static List<Branch> of(List<RegistryItem> registries, String text) {
    String words = text.strip().toLowerCase(Locale.ROOT);
    if (words.isEmpty()) {
      return registries.stream().map(r -> new Branch(r, r.repositories(), false)).toList();
    }
    List<Branch> branches = new ArrayList<>();
    for (RegistryItem registry : registries) {
      List<String> names =
          registry.repositories().stream()
              .filter(name -> matches(registry.host() + "/" + name, words))
              .toList();
      if (!names.isEmpty() || matches(registry.host(), words)) {
        branches.add(new Branch(registry, names, !names.isEmpty()));
      }
    }
    return branches;
  }

  private static boolean matches(String name, String words) {
    for (String word : words.split("\\s+")) {
      if (!name.contains(word)) {
        return false;
      }
    }
    return true;
  }
}
