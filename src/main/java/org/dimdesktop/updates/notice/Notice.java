package org.dimdesktop.updates.notice;

import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Something that a person wants to hear of, although nobody asked.
 *
 * @param containers by name
 * @param text it all, as a sentence
 */
public record Notice(Kind kind, List<String> containers, String text, Instant at) {
  /** What happened. */
  public enum Kind {
    /** Containers are behind that were not before. */
    BEHIND,
    UPDATED,
    /** An update failed, and the old container runs again. */
    PUT_BACK,
    /** An update could not begin, or a check could not be made. */
    FAILED;

    /** As a webhook is told it. */
    String wire() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  public Notice {
    containers = List.copyOf(containers);
  }
}
