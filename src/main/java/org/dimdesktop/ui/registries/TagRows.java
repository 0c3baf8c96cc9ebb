package org.dimdesktop.ui.registries;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;

/** The rows of one repository, the highest version first. Thread-safe. */
final class TagRows {
  private final ImageReference repository;
  private final Map<String, TagRow> rows = new TreeMap<>(new NaturalOrder().reversed());
  private LocalTags locals = LocalTags.UNKNOWN;
  private boolean grouped;

  TagRows(ImageReference repository) {
    this.repository = repository;
  }

  synchronized void add(List<String> tags) {
    for (String tag : tags) {
      rows.computeIfAbsent(tag, name -> TagRow.named(repository, name).compared(locals));
    }
  }

  synchronized Optional<TagRow> find(String tag) {
    return Optional.ofNullable(rows.get(tag));
  }

  /** Changes the row as it is now, for several may learn of it at once. */
  synchronized TagRow update(String tag, UnaryOperator<TagRow> change) {
    TagRow now = rows.computeIfAbsent(tag, name -> TagRow.named(repository, name));
    TagRow next = change.apply(now).compared(locals);
    rows.put(tag, next);
    return next;
  }

  synchronized void compareWith(LocalTags now) {
    locals = now;
    rows.replaceAll((_, row) -> row.compared(now));
  }

  synchronized void group(boolean on) {
    grouped = on;
  }

  synchronized List<TagRow> where(Predicate<TagRow> test) {
    return rows.values().stream().filter(test).toList();
  }

  /** All rows as they are shown: with the groups, where they are wanted, of all known digests. */
  synchronized List<TagRow> snapshot() {
    if (!grouped) {
      return List.copyOf(rows.values());
    }
    Map<Digest, List<String>> tags = new HashMap<>();
    for (TagRow row : rows.values()) {
      if (row.digest() != null) {
        tags.computeIfAbsent(row.digest(), _ -> new ArrayList<>()).add(row.tag());
      }
    }
    Map<Digest, TagRow.Group> groups = new HashMap<>();
    tags.forEach((digest, names) -> {
      if (names.size() > 1) {
        groups.put(digest, new TagRow.Group(names.getFirst(), names.size()));
      }
    });
    return rows.values().stream()
        .map(row -> row.digest() == null ? row : row.in(groups.get(row.digest())))
        .toList();
  }
}
