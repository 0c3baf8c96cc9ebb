package org.dimdesktop.dim.api;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A line of a build's log.
 *
 * @param seq its number within the build, from 1 without a gap
 * @param step the build step that wrote it, where one did
 * @param line the text without its line end; ANSI codes are kept, credentials are masked
 */
public record LogLine(
    long seq, LogStream stream, Instant time, @Nullable String step, String line) {
  public LogLine {
    Objects.requireNonNull(stream, "stream"); // what came over the wire may lack any of them
    Objects.requireNonNull(time, "time");
    Objects.requireNonNull(line, "line");
  }
}
