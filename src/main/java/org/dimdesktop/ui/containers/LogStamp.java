package org.dimdesktop.ui.containers;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;

/**
 * Reads the time that the engine puts before each line of a log ({@code
 * 2026-11-21T10:20:30.123456789Z}); one reader a log, as it remembers the last day.
 */
final class LogStamp {
  private static final long NANOS = 1_000_000_000L;
  private static final int DATE = 10;
  private static final int SHORTEST = "2026-11-21T10:20:30Z".length();

  private int year;
  private int month;
  private int day;
  private long dayNanos;
  private int length;

  /**
   * Nanoseconds since 1970, or 0 where no time stands at {@code offset}.
   *
   * @param limit the bytes of the line
   */
  long read(byte[] line, int offset, int limit) {
    length = 0;
    if (limit < SHORTEST || line[offset + 4] != '-' || line[offset + DATE] != 'T') {
      return 0;
    }
    long time =
        (number(line, offset + 11, 2) * 60L + number(line, offset + 14, 2)) * 60
            + number(line, offset + 17, 2);
    long nanos = 0;
    int at = offset + 19;
    if (line[at] == '.') {
      at++;
      int digits = 0;
      while (at < offset + limit && line[at] >= '0' && line[at] <= '9') {
        nanos = nanos * 10 + (line[at] - '0');
        digits++;
        at++;
      }
      for (; digits < 9; digits++) {
        nanos *= 10;
      }
    }
    if (at >= offset + limit || line[at] != 'Z') {
      return 0;
    }
    boolean blank = at + 1 < offset + limit && line[at + 1] == ' ';
    length = at + (blank ? 2 : 1) - offset;
    return day(number(line, offset, 4), number(line, offset + 5, 2), number(line, offset + 8, 2))
        + time * NANOS
        + nanos;
  }

  /** How many bytes the time and its blank took in the last {@link #read}. */
  int length() {
    return length;
  }

  /** The moment as the engine is asked for what came after it. */
  static Instant after(long nanos) {
    return Instant.ofEpochSecond(nanos / NANOS, nanos % NANOS + 1);
  }

  private long day(int y, int m, int d) {
    if (y != year || m != month || d != day) {
      try {
        dayNanos = LocalDate.of(y, m, d).toEpochDay() * 86_400 * NANOS;
      } catch (DateTimeException e) {
        length = 0;
        dayNanos = 0;
      }
      year = y;
      month = m;
      day = d;
    }
    return dayNanos;
  }

  private static int number(byte[] line, int from, int digits) {
    int value = 0;
    for (int i = from; i < from + digits; i++) {
      value = value * 10 + (line[i] - '0');
    }
    return value;
  }
}
