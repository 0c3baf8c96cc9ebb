package org.dimdesktop.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.dimdesktop.settings.SettingsStore;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.updates.UpdateStand;
import org.dimdesktop.updates.apply.StepRelay;
import org.dimdesktop.updates.notice.Notice;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Updates that the desktop makes on its own, as the settings say. */
class UpdateHostTest {
  @TempDir Path folder;

  @Test
  void anOldImageIsAReasonToUpdateAndAPersonIsToldOfIt() {
    List<Notice> told = new CopyOnWriteArrayList<>();
    try (ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
        SettingsStore settings = new SettingsStore(folder.resolve("settings.json"), io);
        UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder.resolve("stand"))) {
      Recipe recipe = UpdateStand.service();
      String image = stand.publishAndPull("old", recipe.withAge(Duration.ofDays(61)));
      String young = stand.publishAndPull("young", recipe.withAge(Duration.ofDays(59)));
      String name = stand.start("old", image, "{}");
      String other = stand.start("young", young, "{}");
      stand.publishNext(image, recipe);
      stand.publishNext(young, recipe);
      settings.update(now -> now.withUpdates(now.updates().withAutomatic(true, "").withMaxAge(60)));
      try (UpdateHost host =
          new UpdateHost(
              folder.resolve("updates"),
              () -> stand.updates,
              new StepRelay(),
              settings,
              io,
              Runnable::run)) {
        host.start(told::add);
        await()
            .atMost(Duration.ofSeconds(60))
            .until(() -> told.stream().anyMatch(n -> n.kind() == Notice.Kind.UPDATED));
      }
      assertThat(told)
          .filteredOn(notice -> notice.kind() == Notice.Kind.UPDATED)
          .singleElement()
          .satisfies(notice -> assertThat(notice.containers()).containsExactly(name));
      assertThat(stand.reason(name).name()).isEqualTo("CURRENT");
      assertThat(stand.reason(other).name()).isEqualTo("NEWER");
    }
  }
}
