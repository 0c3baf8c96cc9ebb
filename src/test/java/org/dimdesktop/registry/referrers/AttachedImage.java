package org.dimdesktop.registry.referrers;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.RawImages;

/** An index with all that tools attach to images, in the forms that they have on the wire. */
public final class AttachedImage {
  private static final String STATEMENT =
      "{\"_type\":\"https://in-toto.io/Statement/v0.1\",\"predicateType\":\"%s\","
          + "\"subject\":[{\"name\":\"app\",\"digest\":{\"sha256\":\"%s\"}}],\"predicate\":%s}";
  private static final String SPDX =
      """
      {"spdxVersion":"SPDX-2.3","name":"app","creationInfo":{"created":"2024-05-06T07:08:09Z",
       "creators":["Tool: syft-1.2.3"]},
       "packages":[{"name":"zlib","versionInfo":"1.3","licenseConcluded":"NOASSERTION",
         "licenseDeclared":"Zlib","externalRefs":[{"referenceType":"purl",
         "referenceLocator":"pkg:deb/debian/zlib@1.3"}]},
        {"name":"curl","versionInfo":"8.5","licenseConcluded":"curl"}]}
      """;
  private static final String SLSA =
      """
      {"builder":{"id":"https://ci.example.com/7"},"buildType":"https://mobyproject.org/buildkit@v1",
       "invocation":{"configSource":{"uri":"https://git.example.com/app.git#main",
         "digest":{"sha1":"0123456789012345678901234567890123456789"},"entryPoint":"Dockerfile"}},
       "metadata":{"buildStartedOn":"2024-05-06T07:00:00Z","buildFinishedOn":"2024-05-06T07:01:00Z"},
       "materials":[{"uri":"pkg:docker/alpine@3.20","digest":{"sha256":"abc"}}]}
      """;
  private static final String CYCLONE =
      """
      {"bomFormat":"CycloneDX","specVersion":"1.5","metadata":{"timestamp":"2024-05-06T07:08:09Z",
       "component":{"name":"app"}},"components":[{"type":"library","group":"org.x","name":"lib",
       "version":"2","purl":"pkg:maven/org.x/lib@2","licenses":[{"license":{"id":"MIT"}}]}]}
      """;

  private final RawImages raw;
  private final RawImages.Image image;
  private final Digest index;

  /** Puts it under a tag, with BuildKit's attestations in the index. */
  public AttachedImage(RawImages raw, String tag) {
    this.raw = raw;
    image = raw.image("linux/amd64", "2024-05-06T07:08:09Z", "", new byte[500]);
    byte[] attestation =
        manifest(
            "",
            layer(
                "application/vnd.in-toto+json",
                "\"in-toto.io/predicate-type\":\"https://spdx.dev/Document\"",
                statement("https://spdx.dev/Document", SPDX)),
            layer(
                "application/vnd.in-toto+json",
                "\"in-toto.io/predicate-type\":\"https://slsa.dev/provenance/v0.2\"",
                statement("https://slsa.dev/provenance/v0.2", SLSA)));
    put(attestation, "");
    byte[] bytes =
        """
        {"schemaVersion":2,"mediaType":"%1$s","manifests":[
         {"mediaType":"%2$s","digest":"%3$s","size":%4$d,"platform":{"os":"linux","architecture":"amd64"}},
         {"mediaType":"%2$s","digest":"%5$s","size":%6$d,"platform":{"os":"unknown","architecture":"unknown"},
          "annotations":{"vnd.docker.reference.type":"attestation-manifest","vnd.docker.reference.digest":"%3$s"}}]}
        """
            .formatted(
                MediaTypes.OCI_INDEX,
                MediaTypes.OCI_MANIFEST,
                image.digest(),
                image.size(),
                RawImages.sha256(attestation),
                attestation.length)
            .getBytes(StandardCharsets.UTF_8);
    index = RawImages.sha256(bytes);
    raw.manifest(tag, MediaTypes.OCI_INDEX, bytes);
  }

  /** The index. */
  public Digest index() {
    return index;
  }

  /** Adds a signature and a signed SBOM as cosign 2 does, each under its tag. */
  public void cosign() {
    String payload =
        "{\"critical\":{\"identity\":{\"docker-reference\":\"r/app\"},\"image\":{\"docker-manifest-digest\":\"%s\"},\"type\":\"cosign container image signature\"},\"optional\":null}"
            .formatted(index);
    put(
        manifest(
            "",
            layer(
                "application/vnd.dev.cosign.simplesigning.v1+json",
                "\"dev.cosignproject.cosign/signature\":\"MEUCIQ==\"",
                payload)),
        "sha256-" + index.hex() + ".sig");
    String envelope =
        "{\"payloadType\":\"application/vnd.in-toto+json\",\"payload\":\"%s\",\"signatures\":[{\"keyid\":\"k1\",\"sig\":\"c2ln\"}]}"
            .formatted(
                Base64.getEncoder()
                    .encodeToString(
                        statement("https://cyclonedx.org/bom", CYCLONE)
                            .getBytes(StandardCharsets.UTF_8)));
    put(
        manifest(
            "",
            layer(
                "application/vnd.dsse.envelope.v1+json",
                "\"predicateType\":\"https://cyclonedx.org/bom\"",
                envelope)),
        "sha256-" + index.hex() + ".att");
  }

  /** Adds an SBOM that names the index as its subject; the entry for a list of referrers. */
  public String referrer() {
    byte[] manifest =
        manifest(
            ",\"artifactType\":\"application/vnd.cyclonedx+json\",\"subject\":{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":1}"
                .formatted(MediaTypes.OCI_INDEX, index),
            layer("application/vnd.cyclonedx+json", "\"a\":\"b\"", CYCLONE));
    put(manifest, "");
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"artifactType\":\"application/vnd.cyclonedx+json\"}"
        .formatted(MediaTypes.OCI_MANIFEST, RawImages.sha256(manifest), manifest.length);
  }

  /** Keeps a list of referrers under the tag where registries without the route have it. */
  public void listUnderTag(List<String> entries) {
    byte[] list =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(MediaTypes.OCI_INDEX, String.join(",", entries))
            .getBytes(StandardCharsets.UTF_8);
    raw.manifest("sha256-" + index.hex(), MediaTypes.OCI_INDEX, list);
  }

  private String statement(String type, String predicate) {
    return STATEMENT.formatted(type, image.digest().hex(), predicate);
  }

  private String layer(String type, String annotation, String content) {
    byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d,\"annotations\":{%s}}"
        .formatted(type, raw.blob(bytes), bytes.length, annotation);
  }

  private byte[] manifest(String more, String... layers) {
    byte[] config = "{}".getBytes(StandardCharsets.UTF_8);
    return "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":{\"mediaType\":\"application/vnd.oci.empty.v1+json\",\"digest\":\"%s\",\"size\":2},\"layers\":[%s]%s}"
        .formatted(MediaTypes.OCI_MANIFEST, raw.blob(config), String.join(",", layers), more)
        .getBytes(StandardCharsets.UTF_8);
  }

  private void put(byte[] manifest, String tag) {
    String reference = tag.isEmpty() ? RawImages.sha256(manifest).toString() : tag;
    raw.manifest(reference, MediaTypes.OCI_MANIFEST, manifest);
  }
}
