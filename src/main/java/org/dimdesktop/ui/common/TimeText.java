package org.dimdesktop.ui.common;

import java.time.Duration;
import java.time.Instant;

/** Times and durations as people say them. */
public final class TimeText {
  private TimeText() {}

  /** A duration in its two largest units: {@code 1 h 5 min}, {@code 42 s}. */
  public static String duration(Duration duration) {
    long s = Math.max(0, duration.toSeconds());
    if (s < 60) {
      return Strings.get("time.seconds", s);
    }
    if (s < 3600) {
      return Strings.get("time.minutes", s / 60, s % 60);
    }
    return Strings.get("time.hours", s / 3600, s % 3600 / 60);
  }

  /** How long ago something was, in its largest unit: {@code 3 days ago}. */
  public static String ago(Instant then, Instant now) {
    long s = Math.max(0, Duration.between(then, now).toSeconds());
    if (s < 60) {
      return ago("seconds", s);
    }
    if (s < 3600) {
      return ago("minutes", s / 60);
    }
    if (s < 48 * 3600) {
      return Strings.get("time.ago.hours", s / 3600);
    }
    long days = s / 86400;
    if (days < 60) {
      return ago("days", days);
    }
    return days < 730 ? ago("months", days / 30) : ago("years", days / 365);
  }

  /** With the number as a text: a format for numbers would be made for each row of a list. */
  private static String ago(String unit, long number) {
    return Strings.get("time.ago." + unit, Long.toString(number));
  }
}
