package org.dimdesktop.registry.referrers;

import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.referrers.Document.Kind;

/** Tells what an attached document is by what its manifest says of it. */
final class Kinds {
  private Kinds() {}

  /** The most telling of the types that are given. */
  static String type(Attachment attachment, Manifest manifest, Descriptor blob) {
    Map<String, String> own = blob.annotations();
    return Stream.of(
            own.getOrDefault("in-toto.io/predicate-type", ""), // BuildKit
            own.getOrDefault("predicateType", ""), // cosign
            manifest.annotations().getOrDefault("dev.sigstore.bundle.predicateType", ""),
            blob.mediaType().startsWith("application/vnd.oci.") ? "" : blob.mediaType(),
            manifest.artifactType().orElse(""),
            attachment.type())
        .filter(text -> !text.isEmpty())
        .findFirst()
        .orElse(blob.mediaType());
  }

  static Kind kind(String type, Attachment attachment, Manifest manifest) {
    String all =
        String.join(" ", type, manifest.artifactType().orElse(""), attachment.type())
            .toLowerCase(Locale.ROOT);
    if (all.contains("spdx") || all.contains("cyclonedx") || all.contains("sbom")) {
      return Kind.SBOM;
    }
    if (all.contains("slsa") || all.contains("provenance")) {
      return Kind.PROVENANCE;
    }
    if (all.contains("simplesigning") || all.contains("signature") || all.contains("notary")) {
      return Kind.SIGNATURE;
    }
    if (all.contains("in-toto") || all.contains("dsse") || all.contains("predicate")) {
      return Kind.ATTESTATION;
    }
    if (all.contains("sigstore.bundle")) {
      String content = manifest.annotations().getOrDefault("dev.sigstore.bundle.content", "");
      return content.startsWith("dsse") ? Kind.ATTESTATION : Kind.SIGNATURE;
    }
    return Kind.OTHER;
  }
}
