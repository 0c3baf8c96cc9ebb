package org.dimdesktop.settings;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The dim daemons that a person keeps, and which of them is in use.
 *
 * @param list in the order in which they were added
 * @param current the name of the one in use; empty for the one that the environment names
 */
public record KnownDaemons(List<Entry> list, String current) {
  /** None, so that the environment's is used. */
  public static final KnownDaemons NONE = new KnownDaemons(List.of(), "");

  /**
   * One of them; its token is kept elsewhere.
   *
   * @param name unique among them
   * @param address such as {@code https://build.example.org:8443}
   */
  public record Entry(String name, String address) {}

  public KnownDaemons {
    list = List.copyOf(list);
  }

  /** The one in use, unless it is the environment's. */
  public Optional<Entry> inUse() {
    return list.stream().filter(e -> e.name().equals(current)).findFirst();
  }

  /** The same with one more, in place of one of the same name. */
  public KnownDaemons with(Entry entry) {
    List<Entry> all = new ArrayList<>(list);
    all.removeIf(e -> e.name().equals(entry.name()));
    all.add(entry);
    return new KnownDaemons(all, current);
  }

  /** The same without one; if it was in use, the environment's is. */
  public KnownDaemons without(String name) {
    List<Entry> all = list.stream().filter(e -> !e.name().equals(name)).toList();
    return new KnownDaemons(all, current.equals(name) ? "" : current);
  }

  /** The same with another one in use; empty for the environment's. */
  public KnownDaemons using(String name) {
    return new KnownDaemons(list, name);
  }
}
