package org.dimdesktop.dim.daemon.git;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.dimdesktop.support.HostileText;

/** Whatever stands where a repository or a path in one belongs is either one or refused. */
class RepoUrlPropertyTest {
  @Property
  void aTextIsARepositoryOrIsRefused(@ForAll("urls") String text) {
    RepoUrl parsed;
    try {
      parsed = RepoUrl.parse(text);
    } catch (IllegalArgumentException e) {
      assertThat(e).hasMessageStartingWith("the repository");
      return;
    }
    assertThat(parsed.host()).isNotBlank().isEqualTo(parsed.host().toLowerCase(Locale.ROOT));
    assertThat(parsed.uri().getRawUserInfo()).isNull();
    assertThat(RepoUrl.parse(parsed.uri().toString())).isEqualTo(parsed);
    assertThat(
            parsed.isSameServer(
                parsed.uri().getScheme(), parsed.uri().getHost(), parsed.uri().getPort()))
        .isTrue();
  }

  @Example
  void aDriveIsFoundBehindADot() {
    assertThat(RepoPath.normalise("./C:/x")).isEmpty();
    assertThat(RepoPath.normalise("a/../C:x")).isEmpty();
  }

  @Property
  void aPathStaysInsideOrIsRefused(@ForAll("paths") String text) {
    RepoPath.normalise(text)
        .ifPresent(path -> {
          assertThat(List.of(path.split("/", -1))).doesNotContain("..", ".");
          assertThat(path).doesNotStartWith("/").doesNotContain("\\", "\0");
          assertThat(RepoPath.normalise(path)).hasValue(path);
        });
  }

  @Provide
  Arbitrary<String> urls() {
    return HostileText.of(
        "http://",
        "https://",
        "HTTP://",
        "git",
        "h.Example",
        ":",
        "80",
        "443",
        "99999",
        "/",
        "//",
        "@",
        "?",
        "#",
        "%",
        "%2F",
        "..",
        "[::1]",
        "x.git",
        "user",
        "\\",
        " ");
  }

  @Provide
  Arbitrary<String> paths() {
    return HostileText.of("/", "\\", "..", ".", "a", "b c", "C:", "\0", "...", "Dockerfile");
  }
}
