package org.dimdesktop.registry.compare;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.registry.RawImages.Image;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.compare.ConfigChange.Section;
import org.dimdesktop.support.RegistryProcess;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Two images in a real registry, side by side. */
class ComparisonTest {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final RegistryClient client =
      new RegistryClient(host -> Optional.empty(), host -> false, io);

  @AfterEach
  void stop() {
    client.close();
    io.close();
  }

  /** A layer of so many bytes, and the digest of what is in it. */
  private record Blob(int size, int seed, String content) {
    static Blob of(int size, int seed) {
      return new Blob(size, seed, RawImages.sha256(bytes(size, seed)).toString());
    }

    byte[] bytes() {
      return bytes(size, seed);
    }

    private static byte[] bytes(int size, int seed) {
      byte[] bytes = new byte[size];
      bytes[0] = (byte) seed;
      return bytes;
    }
  }

  private static Image image(RawImages raw, String tag, String settings, List<Blob> layers) {
    String contents =
        layers.stream().map(l -> "\"" + l.content() + "\"").collect(Collectors.joining(","));
    String history =
        layers.stream()
            .map(l -> "{\"created_by\":\"RUN " + l.size() + "\"}")
            .collect(Collectors.joining(","));
    byte[] config =
        """
        {"os":"linux","architecture":"amd64","config":%s,
         "history":[{"created_by":"ENV","empty_layer":true}%s],
         "rootfs":{"type":"layers","diff_ids":[%s]}}
        """
            .formatted(settings, layers.isEmpty() ? "" : "," + history, contents)
            .getBytes(UTF_8);
    String blobs =
        layers.stream()
            .map(l ->
                "{\"mediaType\":\"application/vnd.oci.image.layer.v1.tar\",\"digest\":\"%s\",\"size\":%d}"
                    .formatted(raw.blob(l.bytes()), l.size()))
            .collect(Collectors.joining(","));
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","config":
        {"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},"layers":[%s]}
        """
            .formatted(MediaTypes.OCI_MANIFEST, raw.blob(config), config.length, blobs)
            .getBytes(UTF_8);
    Digest digest = RawImages.sha256(manifest);
    raw.manifest(tag.isEmpty() ? digest.toString() : tag, MediaTypes.OCI_MANIFEST, manifest);
    return new Image("linux/amd64", digest, manifest.length);
  }

  @Test
  void settingsLayersAndSizesAreToldApart() {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "team/app", "", "");
        RawImages other = new RawImages(registry.address(), "team/fork", "", "")) {
      Blob base = Blob.of(1000, 1);
      Blob packed = new Blob(300, 2, Blob.of(400, 3).content());
      Image first =
          image(
              raw,
              "1",
              """
              {"Env":["PATH=/bin","A=1","EMPTY="],"Labels":{"v":"1","gone":"x"},
               "Cmd":["sh"],"User":"","ExposedPorts":{"80/tcp":{}},"WorkingDir":"/a"}
              """,
              List.of(base, Blob.of(400, 3), Blob.of(50, 4)));
      image(
          other,
          "2",
          """
          {"Env":["PATH=/bin","A=2","B=3"],"Labels":{"v":"1"},
           "Entrypoint":["app"],"ExposedPorts":{"8080/tcp":{}},"WorkingDir":"/a"}
          """,
          List.of(base, packed, Blob.of(60, 5), Blob.of(70, 6)));
      // The first side is behind an index with an attestation, the second is an image by itself.
      raw.index(
          "multi", List.of(first, new Image("unknown/unknown", first.digest(), first.size())));
      Comparison comparison =
          Comparison.of(
              client,
              ImageReference.parse(registry.address() + "/team/app:multi"),
              ImageReference.parse(registry.address() + "/team/fork:2"),
              null);
      assertThat(comparison.platforms()).containsExactly(Platform.parse("linux/amd64"));
      assertThat(comparison.isSame()).isFalse();
      assertThat(comparison.config())
          .filteredOn(change -> change.difference() != Difference.SAME)
          .extracting(c -> c.section() + " " + c.name() + " " + c.left() + " " + c.right())
          .containsExactlyInAnyOrder(
              "PROCESS Cmd [\"sh\"] null",
              "PROCESS Entrypoint null [\"app\"]",
              "ENVIRONMENT A 1 2",
              "ENVIRONMENT EMPTY  null",
              "ENVIRONMENT B null 3",
              "LABEL gone x null",
              "PORT 80/tcp  null",
              "PORT 8080/tcp null ");
      assertThat(comparison.config())
          .filteredOn(change -> change.difference() == Difference.SAME)
          .extracting(ConfigChange::section)
          .contains(Section.ENVIRONMENT, Section.LABEL, Section.PROCESS, Section.IMAGE);
      assertThat(comparison.layers())
          .extracting(c -> c.difference() + " " + c.layer().command() + " " + c.growth())
          .containsExactly(
              "SAME RUN 1000 0",
              "REPACKED RUN 300 -100",
              "REMOVED RUN 50 -50",
              "ADDED RUN 60 60",
              "ADDED RUN 70 70");
      assertThat(comparison.shared()).isEqualTo(1000);
      assertThat(comparison.growth())
          .isEqualTo(comparison.right().size() - comparison.left().size());
    }
  }

  @Test
  void anImageIsTheSameAsItself() {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "team/app", "", "")) {
      image(raw, "1", "{}", List.of(Blob.of(10, 1)));
      ImageReference one = ImageReference.parse(registry.address() + "/team/app:1");
      Comparison comparison = Comparison.of(client, one, one, null);
      assertThat(comparison.isSame()).isTrue();
      assertThat(comparison.growth()).isZero();
      assertThat(comparison.layers())
          .extracting(LayerChange::difference)
          .containsExactly(Difference.SAME);
    }
  }

  /** What BuildKit writes beside an image of an index: an in-toto statement with an SPDX list. */
  private static Image sbom(RawImages raw, Image subject, String packages) {
    byte[] statement =
        """
        {"_type":"https://in-toto.io/Statement/v0.1","predicateType":"https://spdx.dev/Document",
         "predicate":{"spdxVersion":"SPDX-2.3","name":"app","packages":[%s]}}
        """
            .formatted(packages)
            .getBytes(UTF_8);
    byte[] config = "{\"os\":\"unknown\",\"architecture\":\"unknown\"}".getBytes(UTF_8);
    byte[] manifest =
        """
        {"schemaVersion":2,"mediaType":"%s","config":
         {"mediaType":"application/vnd.oci.image.config.v1+json","digest":"%s","size":%d},
         "layers":[{"mediaType":"application/vnd.in-toto+json","digest":"%s","size":%d,
          "annotations":{"in-toto.io/predicate-type":"https://spdx.dev/Document"}}]}
        """
            .formatted(
                MediaTypes.OCI_MANIFEST,
                raw.blob(config),
                config.length,
                raw.blob(statement),
                statement.length)
            .getBytes(UTF_8);
    Digest digest = RawImages.sha256(manifest);
    raw.manifest(digest.toString(), MediaTypes.OCI_MANIFEST, manifest);
    return new Image(subject.digest().toString(), digest, manifest.length);
  }

  private static void attested(RawImages raw, String tag, Image image, Image sbom) {
    byte[] index =
        """
        {"schemaVersion":2,"mediaType":"%1$s","manifests":[
         {"mediaType":"%2$s","digest":"%3$s","size":%4$d,
          "platform":{"os":"linux","architecture":"amd64"}},
         {"mediaType":"%2$s","digest":"%5$s","size":%6$d,
          "platform":{"os":"unknown","architecture":"unknown"},
          "annotations":{"vnd.docker.reference.type":"attestation-manifest",
           "vnd.docker.reference.digest":"%3$s"}}]}
        """
            .formatted(
                MediaTypes.OCI_INDEX,
                MediaTypes.OCI_MANIFEST,
                image.digest(),
                image.size(),
                sbom.digest(),
                sbom.size())
            .getBytes(UTF_8);
    raw.manifest(tag, MediaTypes.OCI_INDEX, index);
  }

  private static String spdx(String name, String version) {
    return "{\"name\":\"%s\",\"versionInfo\":\"%s\"}".formatted(name, version);
  }

  @Test
  void packagesAreToldApartWhereBothImagesHaveAnSbom() {
    try (RegistryProcess registry = RegistryProcess.open();
        RawImages raw = new RawImages(registry.address(), "team/app", "", "")) {
      Image one = image(raw, "plain", "{}", List.of(Blob.of(10, 1)));
      Image two = image(raw, "", "{}", List.of(Blob.of(20, 2)));
      attested(
          raw,
          "1",
          one,
          sbom(
              raw, one, spdx("zlib", "1.2") + "," + spdx("curl", "8.0") + "," + spdx("bash", "5")));
      attested(
          raw,
          "2",
          two,
          sbom(
              raw,
              two,
              String.join(
                  ",",
                  spdx("zlib", "1.3"),
                  spdx("jq", "1.7"),
                  spdx("bash", "5"),
                  spdx("zlib", "1.2"))));
      ImageReference app = ImageReference.parse(registry.address() + "/team/app");
      PackageComparison packages =
          PackageComparison.of(
              client, Comparison.of(client, app.withTag("1"), app.withTag("2"), null));
      assertThat(packages.left() && packages.right()).isTrue();
      assertThat(packages.changes())
          .extracting(c -> c.difference() + " " + c.name() + " " + c.left() + " " + c.right())
          .containsExactly(
              "SAME bash 5 5",
              "REMOVED curl 8.0 null",
              "ADDED jq null 1.7",
              "CHANGED zlib 1.2 1.2, 1.3");

      PackageComparison half =
          PackageComparison.of(
              client, Comparison.of(client, app.withTag("1"), app.withTag("plain"), null));
      assertThat(half.right()).isFalse();
      assertThat(half.changes()).isEmpty();
    }
  }
}
