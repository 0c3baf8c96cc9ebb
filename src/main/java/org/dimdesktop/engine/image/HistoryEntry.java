package org.dimdesktop.engine.image;

import java.time.Instant;
import java.util.List;

/**
 * One step of an image's making, newest first in a history.
 *
 * @param id the image of that step, or {@code <missing>}
 * @param createdBy the instruction
 * @param size bytes that the step added
 */
public record HistoryEntry(
    String id, Instant created, String createdBy, long size, List<String> tags, String comment) {
  public HistoryEntry {
    tags = List.copyOf(tags);
  }
}
