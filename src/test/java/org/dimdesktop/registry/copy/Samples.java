package org.dimdesktop.registry.copy;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.airlift.compress.v3.zstd.ZstdOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveOutputStream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.RawImages;

/** Thirty images of every kind that registries hold, made byte by byte. */
public final class Samples {
  private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
  private static final String FOREIGN = "application/vnd.docker.image.rootfs.foreign.diff.tar.gzip";
  private static final String NON_DISTRIBUTABLE =
      "application/vnd.oci.image.layer.nondistributable.v1.tar+gzip";

  private final RawImages raw;
  private final Random random;
  private final List<Sample> samples = new ArrayList<>();
  private final Map<Digest, String> texts = new HashMap<>();

  /**
   * A sample.
   *
   * @param tag says of what kind it is
   * @param runnable whether it is, or lists, an image for linux/amd64 to be inspected
   */
  public record Sample(String tag, boolean runnable) {}

  private record Part(String type, Digest digest, int size, String more) {
    String json() {
      return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d%s}"
          .formatted(type, digest, size, more);
    }
  }

  private Samples(RawImages raw, long seed) {
    this.raw = raw;
    this.random = new Random(seed);
  }

  /** Puts all of them into a repository. */
  public static List<Sample> publish(RawImages raw, long seed) {
    Samples made = new Samples(raw, seed);
    made.images(false);
    made.images(true);
    made.ociOnly();
    made.artifacts();
    return List.copyOf(made.samples);
  }

  private void images(boolean docker) {
    String prefix = docker ? "docker-" : "oci-";
    tag(prefix + "one", image(docker, "amd64", layer(docker, 10)));
    tag(
        prefix + "three",
        image(docker, "amd64", layer(docker, 1), layer(docker, 9000), layer(docker, 70)));
    tag(prefix + "none", image(docker, "amd64"));
    Part twice = layer(docker, 300);
    tag(prefix + "twice", image(docker, "amd64", twice, layer(docker, 5), twice));
    tag(prefix + "empty-layer", image(docker, "amd64", layer(docker, 0)));
    tag(prefix + "foreign", image(docker, "amd64", foreign(docker), layer(docker, 20)));
    Part amd = image(docker, "amd64", layer(docker, 100));
    Part arm = image(docker, "arm64", layer(docker, 100));
    tag(prefix + "index", index(docker, amd, arm));
    tag(
        prefix + "variants",
        index(docker, amd, variant(image(docker, "arm", layer(docker, 4)), "v6"), arm));
    tag(prefix + "index-of-one", index(docker, image(docker, "amd64")));
    tag(prefix + "large-layer", image(docker, "amd64", layer(docker, 400_000)));
  }

  private void ociOnly() {
    tag("oci-zstd", image(false, "amd64", zstd(500)));
    tag("oci-zstd-and-gzip", image(false, "amd64", layer(false, 30), zstd(500)));
    tag("oci-plain", image(false, "amd64", plain(700)));
    Part amd = image(false, "amd64", layer(false, 33));
    tag("oci-attested", index(false, amd, attestation(amd)));
    tag("oci-mixed-index", index(false, image(true, "amd64", layer(true, 8)), amd));
    Part config = config("amd64", List.of());
    put(
        "oci-odd-spacing",
        MediaTypes.OCI_MANIFEST,
        "{\n\t\"x-unknown\" : [1.50, 1e2],\n \"layers\":[ ],\"config\":"
            + config.json()
            + ",\"schemaVersion\":2,\"mediaType\":\""
            + MediaTypes.OCI_MANIFEST
            + "\",\"annotations\":{\"ü\":\"\\u00e4\"}}\n\n");
    samples.add(new Sample("oci-odd-spacing", true));
    put(
        "oci-no-type",
        MediaTypes.OCI_MANIFEST,
        "{\"schemaVersion\":2,\"config\":" + config.json() + ",\"layers\":[]}");
    samples.add(new Sample("oci-no-type", true));
  }

  private void artifacts() {
    Part empty = blob(EMPTY_TYPE, "{}".getBytes(UTF_8));
    Part data = blob("text/plain", ("a note " + random.nextLong()).getBytes(UTF_8));
    Part subject = image(false, "amd64", layer(false, 60));
    tag("artifact-subject", subject);
    artifact("artifact", empty, data, "");
    artifact("artifact-about", empty, data, ",\"subject\":" + subject.json());
  }

  private void artifact(String tag, Part config, Part layer, String more) {
    put(
        tag,
        MediaTypes.OCI_MANIFEST,
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"artifactType\":\"application/x-note\",\"config\":%s,\"layers\":[%s]%s}"
            .formatted(MediaTypes.OCI_MANIFEST, config.json(), layer.json(), more));
    samples.add(new Sample(tag, false));
  }

  private Part image(boolean docker, String architecture, Part... layers) {
    List<String> ids = new ArrayList<>();
    List<String> entries = new ArrayList<>();
    for (Part layer : layers) {
      ids.add("\"" + layer.digest() + "\""); // not the real ones; nobody unpacks these
      entries.add(layer.json());
    }
    Part config = config(architecture, ids);
    String type = docker ? MediaTypes.DOCKER_MANIFEST : MediaTypes.OCI_MANIFEST;
    String configJson = config.json();
    if (docker) {
      configJson =
          configJson.replace(
              "application/vnd.oci.image.config.v1+json",
              "application/vnd.docker.container.image.v1+json");
    }
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"config\":%s,\"layers\":[%s]}"
            .formatted(type, configJson, String.join(",", entries));
    Part part = put("", type, manifest);
    return new Part(
        type,
        part.digest(),
        part.size(),
        ",\"platform\":{\"architecture\":\"%s\",\"os\":\"linux\"}".formatted(architecture));
  }

  private Part config(String architecture, List<String> ids) {
    String json =
        "{\"created\":\"2024-02-03T04:05:06.%dZ\",\"architecture\":\"%s\",\"os\":\"linux\","
                .formatted(1 + random.nextInt(999_999_998), architecture)
            + "\"config\":{\"Env\":[\"A=%d\"],\"Labels\":{\"l\":\"%d\"},\"Cmd\":[\"x\"]},"
                .formatted(random.nextInt(), random.nextInt())
            + "\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[%s]}}"
                .formatted(String.join(",", ids));
    return blob("application/vnd.oci.image.config.v1+json", json.getBytes(UTF_8));
  }

  private static Part variant(Part image, String variant) {
    String more = image.more().replace("\"os\"", "\"variant\":\"" + variant + "\",\"os\"");
    return new Part(image.type(), image.digest(), image.size(), more);
  }

  private Part attestation(Part about) {
    Part image = image(false, "unknown", blob("application/vnd.in-toto+json", bytes(40)));
    String more =
        ",\"platform\":{\"architecture\":\"unknown\",\"os\":\"unknown\"},\"annotations\":"
            + "{\"vnd.docker.reference.digest\":\"%s\",\"vnd.docker.reference.type\":\"attestation-manifest\"}"
                .formatted(about.digest());
    return new Part(image.type(), image.digest(), image.size(), more);
  }

  private Part index(boolean docker, Part... children) {
    String type = docker ? MediaTypes.DOCKER_LIST : MediaTypes.OCI_INDEX;
    List<String> entries = new ArrayList<>();
    for (Part child : children) {
      entries.add(child.json());
    }
    return put(
        "",
        type,
        "{\"schemaVersion\":2,\"mediaType\":\"%s\",\"manifests\":[%s]}"
            .formatted(type, String.join(",", entries)));
  }

  private Part layer(boolean docker, int bytes) {
    String type =
        docker
            ? "application/vnd.docker.image.rootfs.diff.tar.gzip"
            : "application/vnd.oci.image.layer.v1.tar+gzip";
    return blob(type, packed(tar(bytes), GZIPOutputStream::new));
  }

  private Part zstd(int bytes) {
    return blob(
        "application/vnd.oci.image.layer.v1.tar+zstd", packed(tar(bytes), ZstdOutputStream::new));
  }

  private Part plain(int bytes) {
    return blob("application/vnd.oci.image.layer.v1.tar", tar(bytes));
  }

  private Part foreign(boolean docker) {
    byte[] content = bytes(50);
    return new Part(
        docker ? FOREIGN : NON_DISTRIBUTABLE,
        RawImages.sha256(content),
        content.length,
        ",\"urls\":[\"https://layers.example.com/one\"]");
  }

  private interface Packer {
    OutputStream around(OutputStream out) throws IOException;
  }

  private static byte[] packed(byte[] content, Packer packer) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out = packer.around(bytes)) {
      out.write(content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private byte[] tar(int size) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (TarArchiveOutputStream tar = new TarArchiveOutputStream(bytes)) {
      if (size > 0) {
        TarArchiveEntry entry = new TarArchiveEntry("file");
        entry.setSize(size);
        entry.setModTime(0L);
        tar.putArchiveEntry(entry);
        tar.write(bytes(size));
        tar.closeArchiveEntry();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private byte[] bytes(int size) {
    byte[] bytes = new byte[size];
    random.nextBytes(bytes);
    return bytes;
  }

  private Part blob(String type, byte[] content) {
    return new Part(type, raw.blob(content), content.length, "");
  }

  private Part put(String tag, String type, String json) {
    byte[] bytes = json.getBytes(UTF_8);
    Digest digest = RawImages.sha256(bytes);
    raw.manifest(tag.isEmpty() ? digest.toString() : tag, type, bytes);
    texts.put(digest, json);
    return new Part(type, digest, bytes.length, "");
  }

  private void tag(String tag, Part part) {
    raw.manifest(tag, part.type(), texts.getOrDefault(part.digest(), "").getBytes(UTF_8));
    samples.add(new Sample(tag, true));
  }
}
