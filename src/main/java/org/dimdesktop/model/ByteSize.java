package org.dimdesktop.model;

import java.util.Locale;

/** A number of bytes as people read it: decimal units, as the docker command line shows sizes. */
public record ByteSize(long bytes) implements Comparable<ByteSize> {
  private static final String[] UNITS = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};

  /** Three significant digits and a decimal unit: {@code 12.3 MB}. */
  public static String text(long bytes) {
    if (bytes < 0) {
      return "–";
    }
    double value = bytes;
    int unit = 0;
    while (value >= 999.5 && unit < UNITS.length - 1) {
      value /= 1000;
      unit++;
    }
    String digits =
        unit == 0 || value >= 99.95
            ? String.format(Locale.ROOT, "%.0f", value)
            : String.format(Locale.ROOT, value >= 9.995 ? "%.1f" : "%.2f", value);
    return digits + " " + UNITS[unit];
  }

  @Override
  public int compareTo(ByteSize other) {
    return Long.compare(bytes, other.bytes);
  }

  @Override
  public String toString() {
    return text(bytes);
  }
}
