package org.dimdesktop.registry.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dimdesktop.registry.referrers.SbomPackage;
import org.jspecify.annotations.Nullable;

/**
 * A package that the SBOM of one of two images lists.
 *
 * @param kind its ecosystem, such as {@code deb}, or empty
 * @param left its versions in the first image, or null where it is not there
 */
public record PackageChange(
    String name,
    String kind,
    Difference difference,
    @Nullable String left,
    @Nullable String right) {

  private record Key(String kind, String name) implements Comparable<Key> {
    @Override
    public int compareTo(Key other) {
      int byName = name.compareTo(other.name);
      return byName != 0 ? byName : kind.compareTo(other.kind);
    }
  }

  /** Every package of the two lists, sorted by name. */
  static List<PackageChange> of(List<SbomPackage> left, List<SbomPackage> right) {
    Map<Key, String> before = versions(left);
    Map<Key, String> now = versions(right);
    TreeSet<Key> all = new TreeSet<>(before.keySet());
    all.addAll(now.keySet());
    List<PackageChange> changes = new ArrayList<>();
    for (Key key : all) {
      String a = before.get(key);
      String b = now.get(key);
      changes.add(new PackageChange(key.name(), key.kind(), Difference.of(a, b), a, b));
    }
    return List.copyOf(changes);
  }

  /** A package may be there in several versions, and be listed once for each place it lies in. */
  private static Map<Key, String> versions(List<SbomPackage> packages) {
    Map<Key, TreeSet<String>> found = new TreeMap<>();
    for (SbomPackage one : packages) {
      found
          .computeIfAbsent(new Key(one.kind(), one.name()), _ -> new TreeSet<>())
          .add(one.version());
    }
    Map<Key, String> texts = new TreeMap<>();
    found.forEach((key, versions) -> texts.put(key, String.join(", ", versions)));
    return texts;
  }
}
