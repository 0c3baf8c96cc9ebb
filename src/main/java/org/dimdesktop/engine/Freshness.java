package org.dimdesktop.engine;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How true a list is now.
 *
 * @param syncedAt when it was last known to be true; null before the first answer
 */
public record Freshness(Kind kind, @Nullable Instant syncedAt) {
  /** How a list relates to the engine. */
  public enum Kind {
    /** Nothing is known yet. */
    LOADING,
    /** It is patched as the engine changes. */
    LIVE,
    /** It is what was last known, and may have changed since. */
    STALE
  }
}
