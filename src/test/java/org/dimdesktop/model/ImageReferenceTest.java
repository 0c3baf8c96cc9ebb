package org.dimdesktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The tables of the distribution project's {@code normalize_test.go}, and what others got wrong.
 */
class ImageReferenceTest {
  private static final String HEX =
      "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

  @ParameterizedTest
  @CsvSource({
    "ubuntu, docker.io/library/ubuntu, ubuntu",
    "ubuntu:22.04, docker.io/library/ubuntu:22.04, ubuntu:22.04",
    "library/ubuntu, docker.io/library/ubuntu, ubuntu",
    "docker/docker, docker.io/docker/docker, docker/docker",
    "docker.io/ubuntu, docker.io/library/ubuntu, ubuntu",
    "docker.io/library/ubuntu, docker.io/library/ubuntu, ubuntu",
    "docker.io/library/ubuntu/mirror, docker.io/library/ubuntu/mirror, library/ubuntu/mirror",
    "index.docker.io/foo/bar, docker.io/foo/bar, foo/bar",
    "index.docker.io/ubuntu, docker.io/library/ubuntu, ubuntu",
    "docker.io/1a3f5e7d9c1b3a5f, docker.io/library/1a3f5e7d9c1b3a5f, 1a3f5e7d9c1b3a5f",
    "foo_bar.com:8080/private/moonbase, ,",
    "127.0.0.1:8000/private/moonbase, 127.0.0.1:8000/private/moonbase,"
        + " 127.0.0.1:8000/private/moonbase",
    "127.0.0.1/thisisthelongest, 127.0.0.1/thisisthelongest, 127.0.0.1/thisisthelongest",
    "localhost/library/ubuntu, localhost/library/ubuntu, localhost/library/ubuntu",
    "localhost:5000/img, localhost:5000/img, localhost:5000/img",
    "host:5000, docker.io/library/host:5000, host:5000",
    "HOST/img, HOST/img, HOST/img",
    "[::1]:5000/img:1, [::1]:5000/img:1, [::1]:5000/img:1",
    "docker-rules/docker, docker.io/docker-rules/docker, docker-rules/docker",
    "do__cker/docker, docker.io/do__cker/docker, do__cker/docker",
    "b.gcr.io/test.example.com/my-app:test.example.com,"
        + " b.gcr.io/test.example.com/my-app:test.example.com,"
        + " b.gcr.io/test.example.com/my-app:test.example.com",
    "xn--n3h.com/myimage:xn--n3h.com, xn--n3h.com/myimage:xn--n3h.com,"
        + " xn--n3h.com/myimage:xn--n3h.com",
  })
  void namesAreCompletedAsDockerDoes(String text, String full, String familiar) {
    if (full == null) {
      assertThatThrownBy(() -> ImageReference.parse(text))
          .isInstanceOf(IllegalArgumentException.class);
      return;
    }
    ImageReference reference = ImageReference.parse(text);
    assertThat(reference).hasToString(full);
    assertThat(reference.familiar()).isEqualTo(familiar);
    assertThat(ImageReference.parse(full)).isEqualTo(reference);
    assertThat(ImageReference.parse(familiar)).isEqualTo(reference);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "UBUNTU",
        "a/b:",
        "a/b@",
        "a//b",
        "/a",
        "a/",
        "-foo/bar",
        "foo-/bar",
        "docker///docker",
        "docker.io/docker/Docker",
        "docker.io/docker///docker",
        "https://github.com/docker/docker",
        "http://127.0.0.1:5000/img",
        "[fe80::1%eth0]:5000/img",
        "fe80::1/img:1",
        "a:b:c",
        "a..b",
        "a___b",
        "repo@sha256:abc",
        "repo@md5:00",
        "repo:tag with space",
        HEX,
      })
  void whatIsNoReferenceIsRefusedByName(String text) {
    assertThatThrownBy(() -> ImageReference.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(text.strip());
  }

  @Test
  void tagAndDigestAreBothKeptAndTheDigestDecides() {
    ImageReference reference = ImageReference.parse("ubuntu:22.04@sha256:" + HEX);
    assertThat(reference.path()).isEqualTo("library/ubuntu");
    assertThat(reference.tag()).isEqualTo("22.04");
    assertThat(reference.manifestReference()).isEqualTo("sha256:" + HEX);
    assertThat(reference.familiar()).isEqualTo("ubuntu:22.04@sha256:" + HEX);
  }

  @Test
  void limitsOfLength() {
    assertThat(ImageReference.parse("a:" + "t".repeat(128)).tag()).hasSize(128);
    assertThatThrownBy(() -> ImageReference.parse("a:" + "t".repeat(129)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> ImageReference.parse("r.io/" + "a/".repeat(130) + "b"))
        .hasMessageContaining("longer");
  }
}
