package org.dimdesktop.registry.referrers;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/**
 * What a document says. Nothing of it is verified: whoever may write to the repository may write
 * this.
 *
 * @param facts the main ones, in the order a person should see them
 * @param packages those of an SBOM, sorted
 * @param whole all of it, unpacked from its envelope
 */
public record DocumentContent(
    List<DocumentFact> facts, List<SbomPackage> packages, JsonNode whole) {
  public DocumentContent {
    facts = List.copyOf(facts);
    packages = List.copyOf(packages);
  }
}
