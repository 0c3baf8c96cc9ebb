package org.dimdesktop.build;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DockerIgnoreTest {
  private static boolean ignores(String patterns, String path) {
    return DockerIgnore.parse(patterns.replace(';', '\n'), Set.of("Dockerfile")).ignores(path);
  }

  /** The cases of moby's own patternmatcher tests, and the ones that its documentation names. */
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '~',
      value = {
        "**, file, true",
        "**, dir/file, true",
        "**/, dir/file, true",
        "**/**, dir/file, true",
        "dir/**, file, false",
        "dir/**, dir/file, true",
        "dir/**, dir/dir2/file, true",
        "**/dir2/*, dir/dir2/dir2/file, true",
        "**file, dir/file, true",
        "**/file*txt, dir/dir/file1txt, true",
        "**/**/*.txt, dir/dir/file.txt, true",
        "a**/*.txt, a/dir/file.txt, true",
        "a/*.txt, a/b/file.txt, false",
        "**/foo/bar, foo/bar, true",
        "**/foo/bar, dir/foo/bar, true",
        "**/foo/bar, dir/foo/bar/x, true",
        "abc/**, abc, false",
        "abc.def, abcXdef, false",
        "*.go, a.go, true",
        "*.go, dir/a.go, false",
        "?, a, true",
        "?, ab, false",
        "a[b-d]e, ace, true",
        "a[^b-d]e, ace, false",
        "a\\*b, a*b, true",
        "a\\*b, axb, false",
        "(x)+{1}$, (x)+{1}$, true",
        "/dir, dir/file, true",
        "dir/, dir/file, true",
        "./dir/../other, other/file, true",
        "dir;!dir/keep, dir/keep, false",
        "dir;!dir/keep, dir/keep/below, false",
        "dir;!dir/keep, dir/drop, true",
        "!dir/keep;dir, dir/keep, true",
        "*;!*.md;README*.md, notes.md, false",
        "*;!*.md;README*.md, README-x.md, true",
        "#x, #x, false",
        "  x  , x, true",
        "Dockerfile, Dockerfile, false",
        "**, Dockerfile, false",
      })
  void matchesAsMobyDoes(String patterns, String path, boolean ignored) {
    assertThat(ignores(patterns, path)).as("%s on %s", patterns, path).isEqualTo(ignored);
  }

  @Test
  void dropsTheByteOrderMarkAndCarriageReturns() {
    assertThat(ignores("\uFEFFone\r;two\r", "one")).isTrue();
    assertThat(ignores("\uFEFFone\r;two\r", "two")).isTrue();
  }

  @Test
  void namesAPatternThatIsNone() {
    assertThatThrownBy(() -> ignores("a[", "a")).hasMessageContaining("a[");
    assertThatThrownBy(() -> ignores("a[]b]", "a")).hasMessageContaining("a[]b]");
    assertThatThrownBy(() -> ignores("!", "a")).hasMessageContaining("!");
  }

  @Test
  void looksIntoAnIgnoredDirectoryOnlyWhereSomethingMayBeKept() {
    DockerIgnore ignore = DockerIgnore.parse("*\n!docs/*/keep.md\n!**/x", Set.of());
    assertThat(ignore.mayKeepBelow("docs")).isTrue();
    DockerIgnore narrow = DockerIgnore.parse("*\n!docs/*/keep.md", Set.of("sub/Dockerfile"));
    assertThat(narrow.mayKeepBelow("docs/a")).isTrue();
    assertThat(narrow.mayKeepBelow("node_modules")).isFalse();
    assertThat(narrow.mayKeepBelow("sub")).isTrue();
  }
}
