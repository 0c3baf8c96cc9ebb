package org.dimdesktop.log;

import java.time.DateTimeException;
import java.time.LocalDate;

/** Reads the timestamps (RFC 3339) that an engine puts before each line, without any garbage. */
final class LogTime {

  private static final int LONGEST = 36;
  private static final long SECOND = 1_000_000_000L;

  private LogTime() {}

  /** How many bytes come before the first space, or -1 if none is near. */
  static int end(byte[] text, int at, int length) {
    for (int i = 0; i < Math.min(length, LONGEST); i++) {
      if (text[at + i] == ' ') {
        return i;
      }
    }
    // An empty line may come as a timestamp alone.
    return length <= LONGEST ? length : -1;
  }

  /** Nanoseconds since 1970, or 0 if it is no timestamp. */
  static long parse(byte[] text, int at, int length) {
    if (length < 20 || text[at + 4] != '-' || text[at + 10] != 'T' || text[at + 13] != ':') {
      return 0;
    }
    try {
      int year = number(text, at, 4);
      long day = LocalDate.of(year, number(text, at + 5, 2), number(text, at + 8, 2)).toEpochDay();
      long seconds =
          day * 86_400
              + number(text, at + 11, 2) * 3600L
              + number(text, at + 14, 2) * 60L
              + number(text, at + 17, 2);
      int zone = at + 19;
      long nanos = 0;
      if (text[zone] == '.') {
        long unit = SECOND / 10;
        for (zone++; zone < at + length && text[zone] >= '0' && text[zone] <= '9'; zone++) {
          nanos += (text[zone] - '0') * unit;
          unit /= 10;
        }
      }
      return (seconds - offset(text, zone, at + length)) * SECOND + nanos;
    } catch (DateTimeException | NumberFormatException e) {
      return 0;
    }
  }

  private static long offset(byte[] text, int at, int end) {
    if (end - at == 1 && text[at] == 'Z') {
      return 0;
    }
    if (end - at == 6 && (text[at] == '+' || text[at] == '-')) {
      long seconds = number(text, at + 1, 2) * 3600L + number(text, at + 4, 2) * 60L;
      return text[at] == '-' ? -seconds : seconds;
    }
    throw new NumberFormatException();
  }

  private static int number(byte[] text, int at, int digits) {
    int value = 0;
    for (int i = at; i < at + digits; i++) {
      if (text[i] < '0' || text[i] > '9') {
        throw new NumberFormatException();
      }
      value = value * 10 + text[i] - '0';
    }
    return value;
  }
}
