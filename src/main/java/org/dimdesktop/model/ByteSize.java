package org.dimdesktop.model;

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
    return digits(value, unit == 0 || value >= 99.95 ? 0 : value >= 9.995 ? 1 : 2)
        + " "
        + UNITS[unit];
  }

  /** By hand: a list shows thousands of them, and a format is read anew for each. */
  private static String digits(double value, int decimals) {
    int scale = decimals == 0 ? 1 : decimals == 1 ? 10 : 100;
    long scaled = Math.round(value * scale);
    return scale == 1
        ? Long.toString(scaled)
        : scaled / scale + "." + Long.toString(scale + scaled % scale).substring(1);
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
