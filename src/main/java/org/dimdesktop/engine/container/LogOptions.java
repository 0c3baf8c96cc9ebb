package org.dimdesktop.engine.container;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a container's log is wanted.
 *
 * @param follow waits for what is written later, until the container ends
 * @param since only lines written from then on, or null for all
 * @param tail only the last n lines; negative for all
 * @param timestamps begins each line with its RFC 3339 time and a space
 */
public record LogOptions(boolean follow, @Nullable Instant since, int tail, boolean timestamps) {
  /** The whole log, and what is written later. */
  public static final LogOptions FOLLOW = new LogOptions(true, null, -1, false);

  /** The whole log up to now. */
  public static final LogOptions ALL = new LogOptions(false, null, -1, false);
}
