package org.dimdesktop.ui.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.ui.common.OutdatedMarks;
import org.junit.jupiter.api.Test;

class ImageRowTest {
  @Test
  void everyNameIsARowAndNoNameIsOneToo() {
    List<ImageRow> rows =
        ImageRow.of(
            List.of(
                image(List.of("r:5000/a/b:1", "b"), List.of()),
                image(List.of(), List.of("r:5000/a@sha256:0")),
                image(List.of(), List.of())),
            OutdatedMarks.Behind.NONE);
    assertThat(rows)
        .extracting(row -> row.repository() + " " + row.tag())
        .containsExactly("r:5000/a/b 1", "b <none>", "r:5000/a <none>", "<none> <none>");
    assertThat(rows.get(0).reference()).isEqualTo("r:5000/a/b:1");
    assertThat(rows.get(2).reference()).isEqualTo("sha256:abcdef0123456789");
    assertThat(rows.get(2).title()).isEqualTo("abcdef012345");
  }

  @Test
  void anImageIsMarkedUnderTheOneNameThatIsBehind() {
    OutdatedMarks.Behind behind =
        new OutdatedMarks.Behind(
            Map.of(),
            Map.of(new OutdatedMarks.Named("sha256:abcdef0123456789", "a:1"), "it is old"));
    assertThat(ImageRow.of(List.of(image(List.of("a:1", "a:2"), List.of())), behind))
        .extracting(ImageRow::behind)
        .containsExactly("it is old", "");
  }

  @Test
  void labelsAreFoundByKeyOrByKeyAndValue() {
    ImageRow row =
        ImageRow.of(List.of(image(List.of("a:1"), List.of())), OutdatedMarks.Behind.NONE)
            .getFirst();
    assertThat(row.hasLabel("team")).isTrue();
    assertThat(row.hasLabel("team=red")).isTrue();
    assertThat(row.hasLabel("team=blue")).isFalse();
    assertThat(row.hasLabel("tea")).isFalse();
  }

  private static ImageSummary image(List<String> tags, List<String> digests) {
    return new ImageSummary(
        "sha256:abcdef0123456789",
        tags,
        digests,
        1,
        Instant.EPOCH,
        Map.of("team", "red"),
        List.of());
  }
}
