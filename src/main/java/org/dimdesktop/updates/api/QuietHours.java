package org.dimdesktop.updates.api;

import java.time.LocalTime;
import java.time.format.DateTimeParseException;

/** When nothing is updated on its own, by the clock of this machine; over midnight if need be. */
public record QuietHours(LocalTime from, LocalTime to) {
  /** Never quiet. */
  public static final QuietHours NONE = new QuietHours(LocalTime.MIDNIGHT, LocalTime.MIDNIGHT);

  /**
   * Parses {@code 22:00-06:30}.
   *
   * @throws IllegalArgumentException naming the text
   */
  public static QuietHours parse(String text) {
    String[] ends = text.split("-", -1);
    try {
      return new QuietHours(LocalTime.parse(ends[0].strip()), LocalTime.parse(ends[1].strip()));
    } catch (DateTimeParseException | ArrayIndexOutOfBoundsException e) {
      throw new IllegalArgumentException("not such as 22:00-06:30: " + text, e);
    }
  }

  /** Whether it is quiet at this time. */
  public boolean contains(LocalTime time) {
    return from.isBefore(to)
        ? !time.isBefore(from) && time.isBefore(to)
        : from.isAfter(to) && (!time.isBefore(from) || time.isBefore(to));
  }
}
