package org.dimdesktop.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dimdesktop.model.Platform;
import org.dimdesktop.support.HostileText;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Whatever a registry sends as a manifest is one, byte for byte, or is refused. */
class ManifestPropertyTest {
  private static final String HEX = "0123456789abcdef".repeat(4);
  private static final String DIGEST = "\"digest\":\"sha256:" + HEX + "\"";

  @Property
  void bytesAreAManifestOrAreRefused(
      @ForAll("manifests") String text, @ForAll("types") String type) {
    byte[] raw = text.getBytes(UTF_8);
    Manifest manifest;
    try {
      manifest = Manifest.read(raw, type, null, "read", "it");
    } catch (FailureException e) {
      assertThat(e.failure()).isInstanceOfAny(Failure.Broken.class, Failure.Unsupported.class);
      assertThat(e.failure().cause()).hasSizeLessThan(400);
      return;
    }
    assertThat(manifest.raw()).isEqualTo(raw);
    assertThat(manifest.descriptor().size()).isEqualTo(raw.length);
    assertThat(manifest.descriptor().digest()).isEqualTo(RawImages.sha256(raw));
    assertThat(manifest.contentSize()).isNotNegative();
    assertThat(manifest.content().size()).isLessThanOrEqualTo(manifest.layers().size() + 1);
    assertThat(manifest.platforms()).doesNotHaveDuplicates();
    manifest
        .child(Platform.parse("linux/amd64"))
        .ifPresent(child -> assertThat(manifest.children()).contains(child));
    assertThat(manifest.annotations().values()).doesNotContainNull();
    assertThat(manifest.isIndex())
        .isNotEqualTo(MediaTypes.isImage(manifest.descriptor().mediaType()));
  }

  @Provide
  Arbitrary<String> types() {
    return Arbitraries.of(
        "",
        "application/json",
        MediaTypes.OCI_INDEX,
        MediaTypes.OCI_MANIFEST + "; charset=utf-8",
        MediaTypes.DOCKER_LIST,
        MediaTypes.DOCKER_MANIFEST,
        "application/vnd.docker.distribution.manifest.v1+prettyjws",
        "text/html");
  }

  /** Right ones, those with one part wrong, and heaps of parts. */
  @Provide
  Arbitrary<String> manifests() {
    Arbitrary<String> heaps =
        HostileText.of(
            "{",
            "}",
            "[",
            "]",
            ",",
            ":",
            "\"",
            "null",
            "{\"layers\":[",
            "{\"manifests\":[",
            DIGEST,
            "\"size\":1e999999999",
            "\"schemaVersion\":1",
            "\"config\":{",
            "\\u0000",
            "[[[[",
            "-1");
    return Arbitraries.frequencyOf(
        net.jqwik.api.Tuple.of(2, heaps), net.jqwik.api.Tuple.of(8, shaped()));
  }

  private static Arbitrary<String> shaped() {
    Arbitrary<String> size =
        Arbitraries.of("1", "0", "-1", "9223372036854775807", "1e999999999", "\"7\"", "{}", "1.5");
    Arbitrary<String> digest =
        Arbitraries.of(
            DIGEST, "\"digest\":\"sha256:1\"", "\"digest\":7", "\"digest\":\"\"", DIGEST);
    Arbitrary<String> platform =
        Arbitraries.of(
            "",
            ",\"platform\":{\"os\":\"linux\",\"architecture\":\"amd64\"}",
            ",\"platform\":{\"os\":\"linux\",\"architecture\":\"arm\",\"variant\":\"v99999999999\"}",
            ",\"platform\":{\"os\":\"unknown\",\"architecture\":\"unknown\"}",
            ",\"platform\":{\"os\":\"a b\",\"architecture\":\"\\u0000/\"}",
            ",\"platform\":[]",
            ",\"urls\":[\"https://x\"]",
            ",\"annotations\":{\"a\":{},\"b\":null}");
    Arbitrary<String> type =
        Arbitraries.of(MediaTypes.OCI_MANIFEST, MediaTypes.OCI_INDEX, "", "x", "\\\"");
    Arbitrary<String> entry =
        Combinators.combine(type, digest, size, platform)
            .as((t, d, s, p) -> "{\"mediaType\":\"" + t + "\"," + d + ",\"size\":" + s + p + "}");
    Arbitrary<String> list =
        entry.list().ofMaxSize(4).map(all -> "[" + String.join(",", all) + "]");
    Arbitrary<String> field =
        Combinators.combine(
                Arbitraries.of("layers", "manifests", "config", "subject", "annotations"),
                Arbitraries.oneOf(list, entry, Arbitraries.of("null", "7", "\"x\"", "[7]", "{}")))
            .as((name, value) -> "\"" + name + "\":" + value);
    Arbitrary<String> head =
        Combinators.combine(type, Arbitraries.of("2", "1", "\"2\"", "null"))
            .as((t, v) -> "{\"schemaVersion\":" + v + ",\"mediaType\":\"" + t + "\"");
    return Combinators.combine(
            head, field.list().ofMaxSize(4), Arbitraries.of("}", "}", "}", "}}", "", "} x"))
        .as((h, fields, end) -> h + (fields.isEmpty() ? "" : "," + String.join(",", fields)) + end);
  }
}
