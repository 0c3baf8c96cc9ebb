package org.dimdesktop.ui.common;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Moments that an engine tells, where the zero of Go or of Unix stands for "never". */
public final class Moments {
  private static final DateTimeFormatter ABSOLUTE =
      DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.MEDIUM)
          .withLocale(Locale.getDefault())
          .withZone(ZoneId.systemDefault());

  private Moments() {}

  /** Date and time in the person's own zone; empty for "never". */
  public static String absolute(Instant moment) {
    return isNever(moment) ? "" : ABSOLUTE.format(moment);
  }

  /** How long ago; empty for "never". */
  public static String ago(Instant moment) {
    return isNever(moment) ? "" : TimeText.ago(moment, Instant.now());
  }

  /** Date and time, and how long ago that is; empty for "never". */
  public static String both(Instant moment) {
    return isNever(moment) ? "" : absolute(moment) + " (" + ago(moment) + ")";
  }

  private static boolean isNever(Instant moment) {
    return moment.getEpochSecond() <= 0;
  }
}
