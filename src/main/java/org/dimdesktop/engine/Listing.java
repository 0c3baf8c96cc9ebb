package org.dimdesktop.engine;

import java.util.List;

/** An immutable snapshot of a list, and how true it is. */
public record Listing<T>(List<T> items, Freshness freshness) {
  public Listing {
    items = List.copyOf(items);
  }
}
