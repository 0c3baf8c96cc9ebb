package org.dimdesktop.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.dimdesktop.ui.common.PaletteEntry;
import org.junit.jupiter.api.Test;
import org.kordamp.ikonli.feather.Feather;

class PaletteMatcherTest {
  private static PaletteEntry entry(String title, String hint) {
    return new PaletteEntry(title, hint, Feather.BOX, () -> {});
  }

  private final List<PaletteEntry> entries =
      List.of(
          entry("Pull an image", "Ctrl+P"),
          entry("Prune unused images", ""),
          entry("127.0.0.1:5000/team/app:1", "Image"),
          entry("web-1", "Container"),
          entry("Settings", "Ctrl+5"));

  private List<String> titles(String typed) {
    return PaletteMatcher.match(entries, typed).stream().map(PaletteEntry::title).toList();
  }

  @Test
  void nothingTypedShowsAllInTheirOrder() {
    assertThat(titles(" ")).hasSize(5).startsWith("Pull an image");
  }

  @Test
  void beginningsOfWordsBeatTheRest() {
    assertThat(titles("im")).startsWith("Pull an image", "Prune unused images");
    assertThat(titles("app")).first().isEqualTo("127.0.0.1:5000/team/app:1");
  }

  @Test
  void lettersMayBeScatteredButNotSwapped() {
    assertThat(titles("stgs")).containsExactly("Settings");
    assertThat(titles("sgts")).isEmpty();
  }

  @Test
  void everyWordCountsAndTheHintToo() {
    assertThat(titles("web cont")).containsExactly("web-1");
    assertThat(titles("web image")).isEmpty();
  }

  @Test
  void tenThousandResourcesAreMatchedWithinAFewFrames() {
    List<PaletteEntry> many =
        IntStream.range(0, 10_000).mapToObj(i -> entry("team/app-" + i + ":1", "Image")).toList();
    PaletteMatcher.match(many, "app-99"); // warm
    long best =
        Stream.generate(
                () -> {
                  long start = System.nanoTime();
                  assertThat(PaletteMatcher.match(many, "app-999").subList(0, 11))
                      .allMatch(e -> e.title().contains("app-999"));
                  return System.nanoTime() - start;
                })
            .limit(5)
            .min(Long::compare)
            .orElseThrow();
    assertThat(best / 1e6).as("milliseconds").isLessThan(50);
  }
}
