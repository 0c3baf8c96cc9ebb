package org.dimdesktop.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageSummary;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ImageCacheTest {
  private static final EngineEndpoint HERE = EngineEndpoint.of("unix:///run/one.sock");
  private static final ImageSummary NAMED =
      new ImageSummary(
          "sha256:" + "1".repeat(64),
          List.of("busybox:1", "registry.example.com:5000/team/app:é"),
          List.of("busybox@sha256:" + "2".repeat(64)),
          5_000_000_000L,
          Instant.ofEpochSecond(1_700_000_000),
          Map.of("maintainer", "a \"quoted\" name", "empty", ""),
          List.of());
  private static final ImageSummary DANGLING =
      new ImageSummary(
          "sha256:" + "3".repeat(64), List.of(), List.of(), 0, Instant.EPOCH, Map.of(), List.of());

  @TempDir Path folder;

  @Test
  void whatIsSavedIsReadAgainForItsEngineAlone() {
    ImageCache cache = new ImageCache(folder);
    cache.save(HERE, List.of(NAMED.withUsedBy(List.of("web")), DANGLING));

    assertThat(new ImageCache(folder).load(HERE)).containsExactly(NAMED, DANGLING);
    assertThat(cache.load(EngineEndpoint.of("unix:///run/other.sock"))).isEmpty();
    assertThat(cache.savedAt(HERE)).isAfter(Instant.EPOCH);
  }
}
