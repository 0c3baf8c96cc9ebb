package org.dimdesktop.dim.daemon.queue;

import java.time.Duration;

/** Durations as people write them. */
final class Durations {
  private Durations() {}

  /** {@code 1h30m}, {@code 45s}, {@code 200ms}. */
  static String text(Duration d) {
    if (d.toMillis() < 1000) {
      return d.toMillis() + "ms";
    }
    StringBuilder text = new StringBuilder();
    append(text, d.toHours(), "h");
    append(text, d.toMinutesPart(), "m");
    append(text, d.toSecondsPart(), "s");
    return text.toString();
  }

  private static void append(StringBuilder text, long value, String unit) {
    if (value > 0) {
      text.append(value).append(unit);
    }
  }
}
