package org.dimdesktop.engine.image;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One image of the engine as a list shows it.
 *
 * @param id the image's id, {@code sha256:…}
 * @param repoTags names with tags, {@code busybox:1}; empty for a dangling image
 * @param repoDigests names with digests, {@code busybox@sha256:…}
 * @param size bytes, shared layers included
 * @param labels the labels of its configuration
 * @param usedBy the names of the containers made from it, sorted
 */
public record ImageSummary(
    String id,
    List<String> repoTags,
    List<String> repoDigests,
    long size,
    Instant created,
    Map<String, String> labels,
    List<String> usedBy) {
  public ImageSummary {
    repoTags = List.copyOf(repoTags);
    repoDigests = List.copyOf(repoDigests);
    labels = Map.copyOf(labels);
    usedBy = List.copyOf(usedBy);
  }

  /** Says whether no name leads to the image. */
  public boolean isDangling() {
    return repoTags.isEmpty();
  }

  /** How many containers were made from it. */
  public int containers() {
    return usedBy.size();
  }

  /** The first 12 hex digits of the id. */
  public String shortId() {
    String hex = id.substring(id.indexOf(':') + 1);
    return hex.length() <= 12 ? hex : hex.substring(0, 12);
  }

  /** The same with other users. */
  public ImageSummary withUsedBy(List<String> names) {
    return new ImageSummary(id, repoTags, repoDigests, size, created, labels, names);
  }
}
