package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ends the process of an update at a step, as kill -9 does, and lets the next one put things in
 * order. {@code dim.updates.kills=every} does so at every moment (packaging/soak); {@link
 * UpdateCrashTest} goes through them all within one process.
 */
class UpdateKillTest {
  private static final boolean EVERY = System.getProperty("dim.updates.kills", "").equals("every");
  private static final int STRIDE = EVERY ? 1 : 6;
  private static final int KILLED = 137;

  @TempDir Path folder;

  /** Updates a container in a process that halts at the n-th moment. */
  public static final class Main {
    private Main() {}

    /** Engine, folder, container, moment. */
    public static void main(String[] args) {
      TestBed.Engine engine =
          TestBed.require().engines().stream()
              .filter(e -> e.name().equals(args[0]))
              .findFirst()
              .orElseThrow();
      int[] left = {Integer.parseInt(args[3])};
      // Nothing is cleaned up here: what was made is the test's.
      UpdateStand stand =
          new UpdateStand(
              engine,
              Path.of(args[1]),
              (step, subject, done) -> {
                if (left[0]-- == 0) {
                  Runtime.getRuntime().halt(KILLED);
                }
              });
      var _ =
          stand.updates.update(
              stand.updates.check(true),
              List.of(args[2]),
              true,
              UpdateStand.QUICK,
              OperationContext.NONE);
      Runtime.getRuntime().halt(0);
    }
  }

  private int updateInProcess(TestBed.Engine engine, String name, int moment)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                engine.name(),
                folder.toString(),
                name,
                Integer.toString(moment))
            .inheritIO()
            .start();
    assertThat(process.waitFor(120, TimeUnit.SECONDS)).isTrue();
    return process.exitValue();
  }

  @Test
  void theNextProcessPutsThingsInOrder() throws IOException, InterruptedException {
    for (TestBed.Engine engine : TestBed.require().engines()) {
      try (UpdateStand stand = new UpdateStand(engine, folder)) {
        String image = stand.publishAndPull("app", UpdateStand.service());
        String name =
            stand.start("app", image, "{\"HostConfig\":{\"RestartPolicy\":{\"Name\":\"always\"}}}");
        stand.publishNext(image, UpdateStand.service());
        boolean updated = false;
        for (int moment = 3; !updated; moment += STRIDE) {
          ObjectNode before = stand.inspect(name);
          int exit = updateInProcess(engine, name, moment);
          List<UpdateRecord> recovered = stand.updates.updater().recover();
          ObjectNode now = stand.inspect(name);
          assertThat(now.path("State").path("Running").asBoolean()).isTrue();
          updated = !now.path("Image").equals(before.path("Image"));
          if (updated) {
            assertThat(recovered).as("moment %d", moment).isEmpty();
          } else {
            assertThat(exit).isEqualTo(KILLED);
            assertThat(recovered)
                .singleElement()
                .extracting(UpdateRecord::state)
                .isEqualTo(UpdateState.ROLLED_BACK);
            UpdateFailuresTest.assertWhole(stand, name, before);
          }
        }
      }
    }
  }
}
