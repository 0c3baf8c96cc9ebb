package org.dimdesktop.log;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of a log as it was received.
 *
 * @param line its number, counted from 0 and never changed by the dropping of older lines
 * @param epochNanos when it was written, in nanoseconds since 1970, or 0 if nobody said
 * @param step the build step it belongs to, if any
 * @param text the line without its newline, control characters included
 * @param continued whether it goes on from the line before, which was too long for one
 */
public record LogRecord(
    long line,
    long epochNanos,
    LogStream stream,
    @Nullable String step,
    String text,
    boolean continued) {

  /** When it was written, or null if nobody said. */
  public @Nullable Instant timestamp() {
    return epochNanos == 0 ? null : Instant.ofEpochSecond(0, epochNanos);
  }
}
