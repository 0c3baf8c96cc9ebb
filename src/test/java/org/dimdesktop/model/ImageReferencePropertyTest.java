package org.dimdesktop.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dimdesktop.support.HostileText;

/** Whatever stands where an image's name belongs is either one or refused. */
class ImageReferencePropertyTest {
  @Property
  void aTextIsAReferenceOrIsRefused(@ForAll("names") String text) {
    ImageReference parsed;
    try {
      parsed = ImageReference.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("not an image reference: ");
      return;
    }
    assertThat(ImageReference.parse(parsed.toString())).isEqualTo(parsed);
    assertThat(ImageReference.parse(parsed.familiar())).isEqualTo(parsed);
    assertThat(parsed.name()).hasSizeLessThan(256);
  }

  @Example
  void aTextThatIsFarTooLongIsRefusedLikeAnyOther() {
    assertThatThrownBy(() -> ImageReference.parse("h.example/" + "a-".repeat(500_000) + "a"))
        .isInstanceOf(IllegalArgumentException.class)
        .message()
        .hasSizeLessThan(200);
  }

  @Example
  void aShortFormNeverNamesAnotherImage() {
    for (String name :
        new String[] {
          "docker.io/docker.io/a", "docker.io/localhost/a", "docker.io/library/" + "ab".repeat(32)
        }) {
      assertThat(ImageReference.parse(name).familiar()).isEqualTo(name);
    }
  }

  @Property
  void aTextIsAPlatformOrIsRefused(@ForAll("platforms") String text) {
    try {
      Platform parsed = Platform.parse(text);
      assertThat(Platform.parse(parsed.toString())).isEqualTo(parsed);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("not a platform: ");
    }
  }

  @Provide
  Arbitrary<String> names() {
    return HostileText.of(
        "a",
        "Z",
        "0",
        ".",
        "_",
        "__",
        "-",
        "--",
        "/",
        ":",
        "@",
        "localhost",
        "docker.io/",
        "index.docker.io/",
        "library/",
        "h.example:5000/",
        "[::1]",
        "https://",
        ":v1",
        "sha256:",
        "ab".repeat(32),
        "@sha256:" + "0f".repeat(32));
  }

  @Provide
  Arbitrary<String> platforms() {
    return HostileText.of("linux", "windows", "/", "amd64", "arm64", "arm", "v8", "v7", "8", " ");
  }
}
