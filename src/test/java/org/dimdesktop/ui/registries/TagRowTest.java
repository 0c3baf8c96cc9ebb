package org.dimdesktop.ui.registries;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.TagInfo;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TagRowTest {
  private static final ImageReference REPOSITORY = ImageReference.parse("localhost:5000/app");
  private static final Digest DIGEST = new Digest("sha256", "0".repeat(64));

  private static TagRow row(String tag, @Nullable Instant created) {
    return TagRow.named(REPOSITORY, tag).known(new TagInfo(tag, DIGEST, "", List.of(), 1, created));
  }

  private static List<String> oldestFirst(TagRow... rows) {
    return TagRow.oldestFirst(List.of(rows)).stream().map(TagRow::tag).toList();
  }

  @Test
  void rowsAreOrderedByWhenTheyWereBuilt() {
    Instant day = Instant.parse("2026-10-01T08:00:00Z");
    assertThat(oldestFirst(row("2", day), row("1", day.plusSeconds(1)))).containsExactly("2", "1");
    assertThat(oldestFirst(row("2", day), row("1", day))).containsExactly("1", "2");
  }

  @Test
  void rowsWithoutADateAreOrderedByVersion() {
    Instant day = Instant.parse("2026-10-01T08:00:00Z");
    assertThat(oldestFirst(row("1.10", day), row("1.9", null))).containsExactly("1.9", "1.10");
    assertThat(oldestFirst(row("1.10", day), row("1.9", Instant.EPOCH)))
        .as("a reproducible build")
        .containsExactly("1.9", "1.10");
    assertThat(oldestFirst(TagRow.named(REPOSITORY, "1.10"), TagRow.named(REPOSITORY, "1.9")))
        .as("not looked up yet")
        .containsExactly("1.9", "1.10");
  }
}
