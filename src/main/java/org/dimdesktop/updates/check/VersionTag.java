package org.dimdesktop.updates.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A tag that is a version, such as {@code v1.25.3-alpine}: a prefix, numbers, and a suffix that
 * names a variant.
 */
record VersionTag(String text, String prefix, List<Long> numbers, String suffix)
    implements Comparable<VersionTag> {
  private static final Pattern FORM =
      Pattern.compile("(v?)(\\d{1,9}(?:\\.\\d{1,9}){0,3})((?:[-_+.][A-Za-z][\\w.+-]*)?)");

  /** Numbers with this many digits are dates, as in {@code 20260101}. */
  private static final int DATE = 6;

  static Optional<VersionTag> parse(String tag) {
    Matcher m = FORM.matcher(tag);
    if (!m.matches()) {
      return Optional.empty();
    }
    List<Long> numbers = new ArrayList<>();
    for (String number : m.group(2).split("\\.", -1)) {
      numbers.add(Long.parseLong(number));
    }
    return Optional.of(new VersionTag(tag, m.group(1), List.copyOf(numbers), m.group(3)));
  }

  /**
   * Whether a user of this tag may move on to that one: newer, and of the same precision and kind.
   */
  boolean mayBecome(VersionTag other) {
    return prefix.equals(other.prefix)
        && suffix.equals(other.suffix)
        && numbers.size() == other.numbers.size()
        && isDate() == other.isDate()
        && other.compareTo(this) > 0;
  }

  private boolean isDate() {
    return Long.toString(numbers.getFirst()).length() >= DATE;
  }

  @Override
  public int compareTo(VersionTag other) {
    for (int i = 0; i < Math.min(numbers.size(), other.numbers.size()); i++) {
      int order = Long.compare(numbers.get(i), other.numbers.get(i));
      if (order != 0) {
        return order;
      }
    }
    return Integer.compare(numbers.size(), other.numbers.size());
  }
}
