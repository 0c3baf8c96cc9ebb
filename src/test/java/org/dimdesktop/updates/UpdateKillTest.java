package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the process of an update with -9 before and after its steps, and lets the next one put
 * things in order: the old container or the new one runs, whole, under its name, with its data.
 * {@code dim.updates.kills=every} does so at every moment for every shape (packaging/soak), or for
 * those that {@code dim.updates.shapes} names; {@link UpdateCrashTest} goes through all moments
 * within one process.
 */
class UpdateKillTest {
  private static final boolean EVERY = System.getProperty("dim.updates.kills", "").equals("every");
  private static final int STRIDE = EVERY ? 1 : 7;
  private static final int FIRST = EVERY ? 0 : 3;

  @TempDir Path folder;

  static Stream<Shape> shapes() {
    return EVERY ? Shape.chosen("") : Shape.chosen("restart always");
  }

  @EachEngine
  void theNextProcessPutsThingsInOrder(TestBed.Engine engine, TestReporter reporter)
      throws IOException, InterruptedException {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      Shapes shapes = new Shapes(stand);
      shapes.publishNext();
      for (Shape shape : shapes().toList()) {
        String name = shapes.start(shape);
        int kills = killEverywhere(shapes, shape, name, engine);
        reporter.publishEntry(engine.name() + ", " + shape, kills + " kills");
        shapes.remove(name);
      }
    }
  }

  private int killEverywhere(Shapes shapes, Shape shape, String name, TestBed.Engine engine)
      throws IOException, InterruptedException {
    UpdateStand stand = shapes.stand();
    String mark = shapes.writeToVolumes(name);
    int kills = 0;
    KillableUpdate next = new KillableUpdate(engine, folder);
    try {
      boolean updated = false;
      for (int moment = FIRST; !updated; moment += STRIDE) {
        ObjectNode before = stand.inspect(name);
        Optional<String> killed = next.killAt(name, moment);
        kills += killed.isPresent() ? 1 : 0;
        next = new KillableUpdate(engine, folder); // starts while this one looks
        String what = shape + " killed " + killed.orElse("never");
        List<UpdateRecord> recovered = stand.updates.updater().recover();
        ObjectNode now = shapes.assertOneRunsWhole(what, shape, name, before);
        assertThat(shapes.readVolumes(name)).as(what).isEqualTo(mark);
        updated = !now.path("Image").equals(before.path("Image"));
        if (updated) {
          assertThat(recovered).as(what).isEmpty();
        } else {
          assertThat(killed).as(what).isPresent();
          assertThat(recovered)
              .as(what)
              .singleElement()
              .extracting(UpdateRecord::state)
              .isEqualTo(UpdateState.ROLLED_BACK);
        }
      }
    } finally {
      next.close();
    }
    return kills;
  }
}
