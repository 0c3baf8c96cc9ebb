package org.dimdesktop.updates.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.UpdateStand;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A program in a container knows which one that is, and never updates it. */
class SelfContainerTest {
  @TempDir Path folder;

  @ParameterizedTest
  @MethodSource("org.dimdesktop.support.TestBed#everyEngine")
  void whatTheKernelTellsInAContainerNamesItAndItIsLeftAlone(TestBed.Engine engine)
      throws IOException {
    try (UpdateStand stand = new UpdateStand(engine, folder);
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        RegistryClient registries = new RegistryClient(_ -> Optional.empty(), _ -> true, io)) {
      String image = stand.publishAndPull("self", UpdateStand.service());
      String name = stand.start("self", image, "{}");
      String other = stand.start("other", image, "{}");
      String id = stand.inspect(name).path("Id").asText();
      List<Path> told = new ArrayList<>();
      for (String file : List.of("cgroup", "mountinfo")) {
        told.add(
            Files.writeString(folder.resolve(file), stand.exec(name, "cat /proc/self/" + file)));
      }
      assertThat(SelfContainer.ids(told)).containsExactly(id);
      assertThat(SelfContainer.ids()).as("these tests, which run beside it").doesNotContain(id);
      assertThat(SelfContainer.ids(List.of(folder.resolve("of-no-such-kernel")))).isEmpty();

      Planner planner =
          new Planner(
              stand.raw,
              stand.imageService,
              new ImageChanges(stand.imageService, registries),
              Set.of(id),
              io);
      assertThatThrownBy(() -> planner.plan(planner.graph(), id, Map.of()))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> {
                assertThat(e.failure()).isInstanceOf(Failure.Denied.class);
                assertThat(e.failure().cause()).contains("this program runs in it");
              });
      String free = stand.inspect(other).path("Id").asText();
      assertThat(planner.plan(planner.graph(), free, Map.of()).first().name()).isEqualTo(other);
    }
  }
}
