package org.dimdesktop.registry;

import java.time.Instant;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What a list of tags shows of one.
 *
 * @param digest what the tag points to: an index or a manifest
 * @param platforms what it can run on; empty for artifacts
 * @param size bytes to download for the platform that was asked for, else for the first one; -1
 *     when unknown
 * @param created when that image was built, where it says so
 */
public record TagInfo(
    String tag,
    Digest digest,
    String mediaType,
    List<Platform> platforms,
    long size,
    @Nullable Instant created) {
  public TagInfo {
    platforms = List.copyOf(platforms);
  }

  /** The same content under another tag. */
  TagInfo withTag(String other) {
    return new TagInfo(other, digest, mediaType, platforms, size, created);
  }
}
