package org.dimdesktop.registry.referrers;

import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;

/**
 * A manifest that says something about an image.
 *
 * @param manifest its reference, by digest or by the tag that it was found under
 * @param subject what it is about
 * @param type the artifact type that its entry in a list names, or empty
 * @param origin how it was found
 */
record Attachment(ImageReference manifest, Digest subject, String type, Origin origin) {

  static Attachment listed(
      ImageReference repository, Digest subject, Descriptor entry, String type, Origin origin) {
    return new Attachment(repository.withDigest(entry.digest()), subject, type, origin);
  }
}
