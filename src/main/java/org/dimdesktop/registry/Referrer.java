package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import org.dimdesktop.model.Digest;

/**
 * A manifest that is about another one, such as a signature or an SBOM (distribution spec 1.1,
 * "Listing Referrers").
 *
 * @param artifactType what it says that it is; may be empty
 */
public record Referrer(Descriptor manifest, String artifactType) {

  /**
   * Reads an entry of a list of referrers.
   *
   * @throws IllegalArgumentException when its digest is missing or malformed
   */
  public static Referrer parse(JsonNode entry) {
    return new Referrer(Descriptor.parse(entry), entry.path("artifactType").asText(""));
  }

  /**
   * The tag that clients keep the list under where a registry keeps none ("Referrers Tag Schema"):
   * the algorithm, at most 32 characters, and at most 64 of the hex digits.
   */
  public static String tag(Digest subject) {
    String algorithm = subject.algorithm();
    return algorithm.substring(0, Math.min(32, algorithm.length()))
        + "-"
        + subject.hex().substring(0, Math.min(64, subject.hex().length()));
  }
}
