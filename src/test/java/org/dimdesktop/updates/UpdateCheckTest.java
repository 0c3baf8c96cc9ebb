package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.RegistryProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.Status;
import org.dimdesktop.updates.check.Verdict.Reason;
import org.junit.jupiter.api.io.TempDir;

/** What a check says of containers, with real registries and engines of both kinds of store. */
class UpdateCheckTest {
  @TempDir Path folder;

  @EachEngine
  void aContainerIsComparedByWhatItRuns(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String first = stand.start("first", image, "{}");
      ContainerUpdate current = stand.check(first);
      assertThat(current.verdict().reason()).isEqualTo(Reason.CURRENT);
      assertThat(current.localDigest().map(Digest::toString))
          .isEqualTo(RegistryProbe.digest(image));

      stand.publishNext(image, UpdateStand.service());
      assertThat(stand.reason(first)).isEqualTo(Reason.NEWER);

      // The name moves here: who was started before is behind, who is started now is not.
      stand.pull(image);
      assertThat(stand.reason(first)).isEqualTo(Reason.RESTART);
      String second = stand.start("second", image, "{}");
      assertThat(stand.reason(second)).isEqualTo(Reason.CURRENT);
      ImageGroup group = group(stand, image);
      assertThat(group.status()).isEqualTo(Status.PARTIAL);
      assertThat(group.containers()).hasSize(2);
      assertThat(group.remoteDigest().map(Digest::toString)).isEqualTo(RegistryProbe.digest(image));

      // "Restart needed, nothing to pull" holds to its word.
      assertThat(stand.update(first).events()).noneMatch(event -> event.text().contains("pulled"));
      assertThat(group(stand, image).status()).isEqualTo(Status.UPTODATE);
    }
  }

  private static ImageGroup group(UpdateStand stand, String image) {
    return stand.updates.check(true).groups().stream()
        .filter(g -> g.image().toString().equals(image))
        .findFirst()
        .orElseThrow();
  }

  @EachEngine
  void whatCannotBeBehindOrIsNotKnownIsSaidSo(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      Digest digest = Digest.parse(RegistryProbe.digest(image).orElseThrow());
      String pinned =
          stand.start("pinned", ImageReference.parse(image).withDigest(digest).toString(), "{}");
      String local =
          stand.start(
              "local",
              stand.images.make(
                  stand.bed.registries().open() + "/" + stand.images.repository("own"),
                  "1",
                  UpdateStand.service()),
              "{}");
      String id = stand.inspect(pinned).path("Image").asText();
      String bare = stand.start("bare", id, "{}");
      String shortened = stand.start("short", id.substring(7, 19), "{}");
      stand.publishNext(image, UpdateStand.service());

      assertThat(stand.reason(pinned)).isEqualTo(Reason.PINNED);
      assertThat(stand.check(local).verdict().status()).isEqualTo(Status.UNKNOWN);
      var report = stand.updates.check(true);
      assertThat(report.find(bare)).isEmpty();
      assertThat(report.find(shortened)).isEmpty();
    }
  }

  @EachEngine
  void anErrorIsNeverTakenForUpToDate(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder);
        RegistryProcess registry = RegistryProcess.open()) {
      String image = stand.images.publish(registry.address(), "app", "live", UpdateStand.service());
      stand.pull(image);
      String name = stand.start("app", stand.images.remember(image), "{}");
      assertThat(stand.reason(name)).isEqualTo(Reason.CURRENT);
      registry.kill();

      ContainerUpdate unknown = stand.check(name);
      assertThat(unknown.verdict().status()).isEqualTo(Status.UNKNOWN);
      assertThat(unknown.verdict().reason()).isEqualTo(Reason.FAILED);
      assertThat(unknown.verdict().detail()).contains("nothing answers at");
      assertThat(stand.updates.check(false).find(name).orElseThrow().verdict().reason())
          .as("what was found out lately holds, where it is not asked again")
          .isEqualTo(Reason.CURRENT);
    }
  }

  @EachEngine
  void onlyTheOwnPlatformOfAnIndexCounts(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder);
        RawImages raw =
            new RawImages(
                stand.bed.registries().open(), stand.images.repository("multi"), "", "")) {
      String single =
          stand.images.publish(
              stand.bed.registries().open(), "multi", "single", UpdateStand.service());
      String image = single.replace(":single", ":live");
      RawImages.Image own = own(single);
      var _ = raw.index("live", List.of(own));
      stand.pull(image);
      String name = stand.start("multi", stand.images.remember(image), "{}");
      assertThat(stand.reason(name)).isEqualTo(Reason.CURRENT);

      RawImages.Image other =
          raw.image(
              "linux/s390x", "2026-01-01T00:00:00Z", "", "other".getBytes(StandardCharsets.UTF_8));
      var _ = raw.index("live", List.of(own, other));
      assertThat(stand.reason(name)).isEqualTo(Reason.INDEX_MOVED);
      assertThat(stand.check(name).verdict().status()).isEqualTo(Status.UPTODATE);

      var _ = raw.index("live", List.of(other));
      assertThat(stand.reason(name)).isEqualTo(Reason.NO_PLATFORM);
      assertThat(stand.check(name).verdict().status()).isEqualTo(Status.UNKNOWN);

      RawImages.Image next =
          own(
              stand.images.publish(
                  stand.bed.registries().open(), "multi", "next", UpdateStand.service()));
      var _ = raw.index("live", List.of(next, other));
      assertThat(stand.reason(name)).isEqualTo(Reason.NEWER);
      assertThat(stand.update(name).reason()).isEmpty();
      assertThat(stand.reason(name)).isEqualTo(Reason.CURRENT);
    }
  }

  private static RawImages.Image own(String reference) {
    byte[] manifest = RegistryTags.get(reference).body();
    return new RawImages.Image("linux/amd64", RawImages.sha256(manifest), manifest.length);
  }
}
