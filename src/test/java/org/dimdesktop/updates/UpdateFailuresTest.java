package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.dimdesktop.registry.RawImages;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.apply.Step;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.dimdesktop.updates.check.Verdict.Reason;
import org.junit.jupiter.api.io.TempDir;

/** New images that do not do: the old container runs again, whole, and the reason is told. */
class UpdateFailuresTest {
  /** From a failure until the old container has started; a busy machine is let more time. */
  private static final Duration LIMIT =
      Duration.ofSeconds(System.getProperty("dim.updates.kills", "").equals("every") ? 5 : 25);

  private static final String BODY =
      """
      {"Volumes":{"/data":{}},"Labels":{"own":"1"},
       "HostConfig":{"RestartPolicy":{"Name":"unless-stopped"}}}
      """;

  @TempDir Path folder;

  private record Bad(String name, Recipe image, UpdateOptions options, String reason) {}

  private static List<Bad> bad() {
    UpdateOptions quick = UpdateStand.QUICK;
    return List.of(
        new Bad(
            "exits",
            Recipe.shell().withCmd("sh", "-c", "echo I give up; exit 3"),
            quick,
            "the new container ended and was restarted.*|the new container ended with exit code 3"),
        new Bad(
            "late",
            Recipe.shell().withCmd("sh", "-c", "sleep 5; echo late; exit 4"),
            UpdateOptions.DEFAULTS,
            "the new container ended and was restarted.*|the new container ended with exit code 4"),
        new Bad(
            "ill",
            UpdateStand.service()
                .withConfig(
                    Map.of(
                        "Healthcheck",
                        Map.of(
                            "Test",
                            List.of("CMD-SHELL", "echo not well; false"),
                            "Interval",
                            200_000_000,
                            "Retries",
                            2))),
            quick,
            "the new container did not get healthy; its health check said: not well"),
        new Bad(
            "missing", Recipe.shell().withCmd("/no/such/program"), quick, ".*no/such/program.*"),
        new Bad(
            "user",
            UpdateStand.service().withConfig(Map.of("User", "nobody-at-all")),
            quick,
            ".*(unable to find user|no matching entries).*"),
        new Bad(
            "other user",
            Recipe.shell()
                .withCmd("sh", "-c", "echo mine > /data/mark || exit 9; sleep 1000")
                .withConfig(Map.of("User", "1234")),
            quick,
            "the new container ended and was restarted.*|the new container ended with exit code"
                + " 9"));
  }

  @EachEngine
  void aBadImageIsRolledBack(TestBed.Engine engine) {
    for (Bad bad : bad()) {
      try (UpdateStand stand = new UpdateStand(engine, folder.resolve(bad.name()))) {
        String image = stand.publishAndPull("app", UpdateStand.service());
        String name = stand.start("app", image, BODY);
        String mark = stand.exec(name, "echo kept > /data/mark; cat /data/mark");
        Duration start = startTime(stand, name);
        ObjectNode before = stand.inspect(name);
        stand.publishNext(image, bad.image());

        UpdateRecord record = stand.update(name, bad.options());

        assertThat(record.state()).as(bad.name()).isEqualTo(UpdateState.ROLLED_BACK);
        assertThat(record.reason()).as(bad.name()).matches("(?s)" + bad.reason());
        assertWhole(stand, name, before);
        assertThat(stand.exec(name, "cat /data/mark")).isEqualTo(mark).isEqualTo("kept");
        if (bad.name().equals("late")) {
          assertThat(stand.updates.updater().log(record, record.logs().getFirst()))
              .contains("late");
        }
        assertThat(downtime(record))
            .as("%s: %s", bad.name(), record.events())
            .isLessThan(start.plus(LIMIT));
        assertThat(stand.reason(name)).isEqualTo(Reason.NEWER);
      }
    }
  }

  /** How long this engine takes, now, to start it. */
  private static Duration startTime(UpdateStand stand, String name) {
    stand.api.post("/containers/" + name + "/stop");
    long begin = System.nanoTime();
    stand.api.post("/containers/" + name + "/start");
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  /** From the failure of the new container until the old one was back. */
  private static Duration downtime(UpdateRecord record) {
    Instant failed =
        record.events().stream()
            .filter(e -> e.text().equals(record.reason()))
            .findFirst()
            .orElseThrow()
            .time();
    return Duration.between(failed, record.ended().orElseThrow());
  }

  /** The very container that was there before, with all it had, and nothing else. */
  static void assertWhole(UpdateStand stand, String name, ObjectNode before) {
    ObjectNode after = stand.inspect(name);
    assertThat(after.path("Id")).isEqualTo(before.path("Id"));
    assertThat(Inspects.differences(before, after)).isEmpty();
    assertThat(stand.names()).containsExactly(name);
    assertThat(stand.imageService.inspect(before.path("Config").path("Image").asText()).path("Id"))
        .as("what the name of the image means")
        .isEqualTo(before.path("Image"));
  }

  @EachEngine
  void anImageForAnotherProcessorChangesNothing(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String name = stand.start("app", image, BODY);
      ObjectNode before = stand.inspect(name);
      try (RawImages raw =
          new RawImages(stand.bed.registries().open(), stand.images.repository("app"), "", "")) {
        byte[] layer = "not a layer".getBytes(StandardCharsets.UTF_8);
        var _ = raw.image("linux/s390x", "2026-01-01T00:00:00Z", "live", layer);
      }

      UpdateRecord record = stand.update(name);

      assertThat(record.state()).isEqualTo(UpdateState.ROLLED_BACK);
      assertThat(record.reason()).isNotEmpty();
      assertThat(record.events()).noneMatch(event -> event.text().startsWith("stop "));
      assertWhole(stand, name, before);
    }
  }

  @EachEngine
  void anImageThatCannotFitOnTheDiskIsNotEvenPulled(TestBed.Engine engine) throws IOException {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      assumeThat(stand.raw.engineInfo().path("Name").asText())
          .as("of an engine on another machine the disk is not known")
          .isEqualTo(Files.readString(Path.of("/proc/sys/kernel/hostname")).strip());
      String image = stand.publishAndPull("app", UpdateStand.service());
      String name = stand.start("app", image, BODY);
      ObjectNode before = stand.inspect(name);
      stand.publishNext(image, Recipe.shell().withCmd("sh", "-c", "sleep 99").withLayers(1, 1000));
      RegistryTags.pretendLayerSize(image, 1L << 60);

      assertThatThrownBy(() -> stand.update(name))
          .isInstanceOfSatisfying(
              FailureException.class,
              e ->
                  assertThat(e.failure())
                      .isInstanceOf(Failure.DiskFull.class)
                      .extracting(Failure::cause, STRING)
                      .contains("EB to pull", "free"));

      assertWhole(stand, name, before);
      assertThat(stand.updates.updater().history()).isEmpty();
    }
  }

  @EachEngine
  void aKeptUpdateIsRolledBackWhenAskedAndGoesAfterItsGrace(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String name = stand.start("app", image, BODY);
      ObjectNode before = stand.inspect(name);
      stand.publishNext(image, UpdateStand.service());

      UpdateRecord first = stand.update(name);
      assertThat(first.state()).as(first.reason()).isEqualTo(UpdateState.COMMITTED);
      assertThat(stand.names()).hasSize(2);
      assertThat(stand.updates.updater().retire()).isZero();

      assertThat(stand.updates.updater().rollback(first.id()).state())
          .isEqualTo(UpdateState.ROLLED_BACK);
      assertWhole(stand, name, before);

      UpdateRecord second =
          stand.update(name, new UpdateOptions(Duration.ofMillis(500), Duration.ZERO));
      assertThat(second.state()).as(second.reason()).isEqualTo(UpdateState.COMMITTED);
      assertThat(stand.updates.updater().retire()).isEqualTo(1);
      assertThat(stand.names()).containsExactly(name);
      assertThat(stand.api.get("/images/json?all=1")).doesNotContain(before.path("Image").asText());
      assertThat(stand.updates.updater().history())
          .extracting(UpdateRecord::state)
          .containsExactly(UpdateState.RETIRED, UpdateState.ROLLED_BACK);
    }
  }

  @EachEngine
  void aJournalThatCannotBeWrittenBringsTheOldContainerBack(TestBed.Engine engine) {
    Path journals = folder.resolve("journals");
    try (UpdateStand stand =
        new UpdateStand(
            engine,
            folder,
            (step, subject, done) -> {
              if (step == Step.STOP && done) {
                moveAway(journals);
              }
            })) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String name = stand.start("app", image, BODY);
      ObjectNode before = stand.inspect(name);
      stand.publishNext(image, UpdateStand.service());

      UpdateRecord record = stand.update(name);

      assertThat(record.state()).isEqualTo(UpdateState.ROLLED_BACK);
      assertThat(record.reason()).contains("journal");
      assertWhole(stand, name, before);
    }
  }

  private static void moveAway(Path journals) {
    try {
      Files.move(journals, journals.resolveSibling("elsewhere"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
