package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.NewerVersion;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Newer version tags, offered beside the check of the digest. */
class VersionsTest {
  @TempDir Path folder;

  @Test
  void onlyNewerTagsOfTheSameKindAreOffered() {
    TestBed.Engine engine = TestBed.require().engine();
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      Recipe image =
          UpdateStand.service()
              .withLabels(
                  Map.of("org.opencontainers.image.source", "https://github.com/some/app.git"));
      String registry = stand.bed.registries().open();
      String live = stand.images.publish(registry, "app", "1.25-alpine", image);
      for (String tag :
          List.of(
              "1.24-alpine",
              "1.26-alpine",
              "1.27-alpine",
              "1.110-alpine",
              "1.28",
              "1.28.1-alpine",
              "2-alpine",
              "1.29-bookworm",
              "v1.30-alpine",
              "latest",
              "20260101-alpine")) {
        RegistryTags.copy(live, live.replace("1.25-alpine", tag));
      }
      stand.pull(live);
      var _ = stand.start("app", stand.images.remember(live), "{}");
      ImageGroup group =
          stand.updates.check(true).groups().stream()
              .filter(g -> g.image().toString().equals(live))
              .findFirst()
              .orElseThrow();

      List<NewerVersion> newer = stand.updates.newerVersions(group, 2);

      assertThat(newer)
          .extracting(NewerVersion::tag)
          .containsExactly("1.110-alpine", "1.27-alpine");
      assertThat(newer.getFirst().built()).isPresent();
      assertThat(newer.getFirst().notes().orElseThrow())
          .hasToString("https://github.com/some/app/releases");
    }
  }
}
