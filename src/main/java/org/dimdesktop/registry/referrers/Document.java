package org.dimdesktop.registry.referrers;

import java.util.Map;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;

/**
 * One thing that is said of an image: a layer of a manifest that is attached to it.
 *
 * @param manifest the manifest that holds it, by digest
 * @param subject the manifest that it is about
 * @param blob its bytes
 * @param type what it is: the type of its predicate, its artifact or its media
 * @param annotations those of the manifest
 */
public record Document(
    ImageReference manifest,
    Digest subject,
    Origin origin,
    Kind kind,
    Descriptor blob,
    String type,
    Map<String, String> annotations) {
  /** What it is about. */
  public enum Kind {
    SBOM,
    PROVENANCE,
    SIGNATURE,
    /** Another statement about the image. */
    ATTESTATION,
    OTHER
  }

  public Document {
    annotations = Map.copyOf(annotations);
  }
}
