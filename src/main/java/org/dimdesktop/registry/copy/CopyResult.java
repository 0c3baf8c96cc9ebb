package org.dimdesktop.registry.copy;

import org.dimdesktop.model.Digest;
import org.jspecify.annotations.Nullable;

/**
 * What a copy did, or would do.
 *
 * @param digest what the name stands for afterwards
 * @param mediaType of that index or manifest
 * @param picked the digest of the index that one platform's image was picked from, or null; the
 *     copy then has another digest than its source
 * @param manifests how many manifests were written, the named one included
 * @param moved blobs that went over the wire
 * @param mounted blobs that the registry took from another repository of its own
 * @param existing blobs that were there already
 */
public record CopyResult(
    Digest digest,
    String mediaType,
    @Nullable Digest picked,
    int manifests,
    Share moved,
    Share mounted,
    Share existing) {
  /** So many blobs of so many bytes together. */
  public record Share(int blobs, long bytes) {
    /** Nothing. */
    public static final Share NONE = new Share(0, 0);

    Share plus(long more) {
      return new Share(blobs + 1, bytes + more);
    }
  }
}
