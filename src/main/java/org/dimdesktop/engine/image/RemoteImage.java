package org.dimdesktop.engine.image;

import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.Platform;

/**
 * What a registry has under a name, as the engine sees it through its own mirrors and certificates.
 *
 * @param digest of the index, or of the manifest where there is none
 */
public record RemoteImage(String mediaType, Digest digest, List<Platform> platforms) {
  public RemoteImage {
    platforms = List.copyOf(platforms);
  }
}
