package org.dimdesktop.engine.image;

import java.util.List;

/**
 * What a prune has removed.
 *
 * @param deleted ids and names that are gone
 * @param bytes space gained, as the engine counts it
 */
public record PruneResult(List<String> deleted, long bytes) {
  public PruneResult {
    deleted = List.copyOf(deleted);
  }
}
