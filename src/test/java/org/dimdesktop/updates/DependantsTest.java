package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.dimdesktop.updates.plan.UpdatePlan;
import org.junit.jupiter.api.io.TempDir;

/** Containers that need one that is updated: they go on with the new one, or all is as before. */
class DependantsTest {
  @TempDir Path folder;

  /** A supplier, and what uses its network, its IPC namespace and its volumes. */
  private record Family(String supplier, String network, String ipc, String volumes, String image) {
    static Family on(UpdateStand stand) {
      String image = stand.publishAndPull("supplier", UpdateStand.service());
      String own = stand.images.remember(stand.images.make("consumer", UpdateStand.service()));
      String supplier =
          stand.start(
              "supplier",
              image,
              "{\"Volumes\":{\"/shared\":{}},\"HostConfig\":{\"IpcMode\":\"shareable\","
                  + "\"RestartPolicy\":{\"Name\":\"always\"}}}");
      return new Family(
          supplier,
          stand.start(
              "network", own, "{\"HostConfig\":{\"NetworkMode\":\"container:$-supplier\"}}"),
          stand.start(
              "ipc",
              own,
              "{\"Labels\":{\"own\":\"1\"},\"HostConfig\":{\"IpcMode\":\"container:$-supplier\"}}"),
          stand.start("volumes", own, "{\"HostConfig\":{\"VolumesFrom\":[\"$-supplier:ro\"]}}"),
          image);
    }

    List<String> all() {
      return List.of(supplier, network, ipc, volumes);
    }
  }

  @EachEngine
  void consumersAreMadeAgainAfterTheirSupplier(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      Family family = Family.on(stand);
      ObjectNode supplier = stand.inspect(family.supplier());
      ObjectNode volumes = stand.inspect(family.volumes());
      stand.publishNext(family.image(), UpdateStand.service());

      UpdatePlan plan = stand.updates.plan(stand.updates.check(true), family.supplier());
      assertThat(plan.members()).hasSize(3);
      assertThat(plan.first().name()).isEqualTo(family.supplier());
      assertThat(plan.dependants())
          .anyMatch(s -> s.startsWith(family.network() + " uses the network of"))
          .anyMatch(s -> s.startsWith(family.ipc() + " uses the IPC namespace of"))
          .anyMatch(s -> s.equals(family.volumes() + " uses the volumes of " + family.supplier()));

      UpdateRecord record = stand.update(family.supplier());

      assertThat(record.state()).as(record.reason()).isEqualTo(UpdateState.COMMITTED);
      ObjectNode fresh = stand.inspect(family.supplier());
      assertThat(fresh.path("Id")).isNotEqualTo(supplier.path("Id"));
      String shared = "container:" + fresh.path("Id").asText();
      assertThat(host(stand, family.network()).path("NetworkMode").asText()).isEqualTo(shared);
      assertThat(host(stand, family.ipc()).path("IpcMode").asText()).isEqualTo(shared);
      assertThat(stand.inspect(family.volumes()).path("Id"))
          .as("who uses the volumes alone stays")
          .isEqualTo(volumes.path("Id"));
      assertRunning(stand, family);
      stand.exec(family.supplier(), "echo seen > /shared/mark");
      assertThat(stand.exec(family.volumes(), "cat /shared/mark")).isEqualTo("seen");
    }
  }

  private static com.fasterxml.jackson.databind.JsonNode host(UpdateStand stand, String name) {
    return stand.inspect(name).path("HostConfig");
  }

  private static void assertRunning(UpdateStand stand, Family family) {
    for (String name : family.all()) {
      assertThat(stand.inspect(name).path("State").path("Running").asBoolean()).as(name).isTrue();
    }
  }

  @EachEngine
  void aFailureOrACutBringsTheWholeFamilyBack(TestBed.Engine engine) {
    CutOff cut = new CutOff();
    cut.after(-1);
    try (UpdateStand stand = new UpdateStand(engine, folder, cut)) {
      Family family = Family.on(stand);
      List<ObjectNode> before = family.all().stream().map(stand::inspect).toList();
      stand.publishNext(family.image(), Recipe.shell().withCmd("false"));

      assertThat(stand.update(family.supplier()).state()).isEqualTo(UpdateState.ROLLED_BACK);
      assertSame(stand, family, before);

      stand.publishNext(family.image(), UpdateStand.service());
      for (int moment = 1; moment < 60; moment += 4) {
        cut.after(moment);
        try {
          var _ = stand.update(family.supplier(), UpdateStand.BRISK);
          break;
        } catch (CutOff.Cut e) {
          String where = cut.where();
          cut.after(-1);
          var _ = stand.updates.updater().recover();
          if (!where.equals("after COMMIT")) {
            assertSame(stand, family, before);
          } else {
            break;
          }
        }
      }
      assertRunning(stand, family);
    }
  }

  private static void assertSame(UpdateStand stand, Family family, List<ObjectNode> before) {
    assertThat(stand.names()).containsExactlyInAnyOrderElementsOf(family.all());
    for (ObjectNode one : before) {
      ObjectNode now = stand.inspect(one.path("Name").asText().substring(1));
      assertThat(now.path("Id")).isEqualTo(one.path("Id"));
      assertThat(Inspects.differences(one, now)).isEmpty();
    }
  }

  @EachEngine
  void whatMustNotBeUpdatedIsRefused(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String task = stand.start("task", image, "{\"Labels\":{\"com.docker.swarm.task.id\":\"t\"}}");
      String vanishing = stand.start("gone", image, "{\"HostConfig\":{\"AutoRemove\":true}}");
      String current = stand.start("current", image, "{}");
      assertThatThrownBy(() -> stand.update(current))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Conflict.class));
      stand.publishNext(image, UpdateStand.service());

      assertThatThrownBy(() -> stand.update(task))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Denied.class));
      assertThatThrownBy(() ->
              stand.updates.update(
                  stand.updates.check(true),
                  List.of(vanishing),
                  false,
                  UpdateStand.QUICK,
                  OperationContext.NONE))
          .hasMessageContaining("removed by its engine");
      assertThat(stand.inspect(vanishing).path("State").path("Running").asBoolean()).isTrue();
      assertThat(stand.names()).containsExactlyInAnyOrder(task, vanishing, current);
    }
  }
}
