package org.dimdesktop.registry.copy;

import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What of an index is copied.
 *
 * @param platform the one whose image is picked, or null for the index as it is
 */
public record Choice(@Nullable Platform platform) {
  /** The index with everything in it. */
  public static final Choice ALL = new Choice(null);

  /** The image for one platform. */
  public static Choice of(Platform platform) {
    return new Choice(platform);
  }
}
