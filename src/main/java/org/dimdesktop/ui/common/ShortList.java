package org.dimdesktop.ui.common;

import java.util.List;
import java.util.stream.Collectors;

/**
 * Names for a person: the first few, and how many there are beyond, so that a dialog stays small.
 */
public final class ShortList {
  private static final int MOST = 10;

  private ShortList() {}

  /** The first ten, set apart by {@code separator}, then the number of the others if any. */
  public static String of(List<String> names, String separator) {
    String first = names.stream().limit(MOST).collect(Collectors.joining(separator));
    return names.size() <= MOST
        ? first
        : first + separator + Strings.get("common.more", names.size() - MOST);
  }
}
