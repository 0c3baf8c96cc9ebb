package org.dimdesktop.registry.compare;

import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.referrers.Document;
import org.dimdesktop.registry.referrers.DocumentReader;
import org.dimdesktop.registry.referrers.Referrers;
import org.dimdesktop.registry.referrers.SbomPackage;

/**
 * The packages of two images, by the SBOMs that are attached to them. Nobody has verified those.
 *
 * @param left whether the first image has an SBOM
 * @param changes the packages; empty unless both have one
 */
public record PackageComparison(boolean left, boolean right, List<PackageChange> changes) {
  public PackageComparison {
    changes = List.copyOf(changes);
  }

  /** Reads the SBOMs of both; blocks, is ended by an interrupt. */
  public static PackageComparison of(RegistryClient client, Comparison images) {
    List<Document> first = sboms(client, images.left());
    List<Document> second = sboms(client, images.right());
    if (first.isEmpty() || second.isEmpty()) {
      return new PackageComparison(!first.isEmpty(), !second.isEmpty(), List.of());
    }
    return new PackageComparison(
        true, true, PackageChange.of(packages(client, first), packages(client, second)));
  }

  /** Those of the image itself or of its whole index, not those of other platforms. */
  private static List<Document> sboms(RegistryClient client, ComparedImage side) {
    Digest image = side.image().descriptor().digest();
    Digest top = side.top().descriptor().digest();
    return new Referrers(client)
        .find(side.reference(), side.top(), image).stream()
            .filter(document -> document.kind() == Document.Kind.SBOM)
            .filter(document -> document.subject().equals(image) || document.subject().equals(top))
            .toList();
  }

  /** The first list that has something in it: two formats of the same would count all twice. */
  private static List<SbomPackage> packages(RegistryClient client, List<Document> documents) {
    DocumentReader reader = new DocumentReader(client);
    for (Document document : documents) {
      List<SbomPackage> found = new ArrayList<>(reader.read(document).packages());
      if (!found.isEmpty()) {
        return found;
      }
    }
    return List.of();
  }
}
