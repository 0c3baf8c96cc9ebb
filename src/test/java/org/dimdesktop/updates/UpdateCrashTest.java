package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Cuts updates off before and after every step, and their recovery too, and looks what the next
 * start makes of it: the old container or the new one runs, whole, under its name; never none,
 * never two. {@code dim.updates.shapes=all} does so for every shape (packaging/soak).
 */
class UpdateCrashTest {
  private static final boolean ALL = System.getProperty("dim.updates.shapes", "").equals("all");
  private static final long SEED = Long.getLong("dim.updates.seed", System.nanoTime());

  @TempDir Path folder;
  private final Random random = new Random(SEED);

  static Stream<Shape> shapes() {
    List<String> few = List.of("restart always", "auto-remove");
    return Shape.all().filter(shape -> ALL || few.contains(shape.name()));
  }

  @ParameterizedTest
  @MethodSource("org.dimdesktop.support.TestBed#everyEngine")
  void aContainerIsNeverLost(TestBed.Engine engine) {
    CutOff cut = new CutOff();
    try (UpdateStand stand = new UpdateStand(engine, folder, cut)) {
      Shapes shapes = new Shapes(stand);
      List<Shape> all = shapes().toList();
      List<String> names = all.stream().map(shapes::start).toList();
      shapes.publishNext();
      for (int i = 0; i < names.size(); i++) {
        cutEverywhere(shapes, all.get(i), names.get(i), cut);
      }
    }
  }

  private void cutEverywhere(Shapes shapes, Shape shape, String name, CutOff cut) {
    UpdateStand stand = shapes.stand();
    String mark = shapes.writeToVolumes(name);
    boolean ended = false;
    for (int moment = 0; !ended; moment++) {
      ObjectNode before = stand.inspect(name);
      cut.after(moment);
      try {
        UpdateRecord record = stand.update(name);
        assertThat(record.state()).as(record.reason()).isEqualTo(UpdateState.COMMITTED);
        ended = true;
      } catch (CutOff.Cut e) {
        String what = shape + " cut " + e.getMessage() + ", seed " + SEED;
        recover(stand, cut);
        assertOneRunsWhole(stand, what, name, before);
        assertThat(shapes.readVolumes(name)).as(what).isEqualTo(mark);
        ended = !stand.inspect(name).path("Image").equals(before.path("Image"));
      }
    }
    cut.after(-1);
  }

  /** Cuts the recovery off as well, now and then, before it may go on to its end. */
  private void recover(UpdateStand stand, CutOff cut) {
    cut.after(random.nextInt(12));
    try {
      var _ = stand.updates.updater().recover();
    } catch (CutOff.Cut e) {
      cut.after(-1);
      var _ = stand.updates.updater().recover();
    }
    cut.after(-1);
    assertThat(stand.updates.updater().recover()).isEmpty();
  }

  private static void assertOneRunsWhole(
      UpdateStand stand, String what, String name, ObjectNode before) {
    ObjectNode now = stand.inspect(name);
    assertThat(now.path("State").path("Running").asBoolean()).as(what).isTrue();
    List<String> kin = stand.names().stream().filter(n -> n.startsWith(name + "-dim-")).toList();
    if (now.path("Image").equals(before.path("Image"))) {
      assertThat(kin).as(what).isEmpty();
      assertThat(Inspects.differences(before, now))
          .as(what)
          .allMatch(change -> change.path().equals("HostConfig.Mounts"));
    } else {
      assertThat(kin).as(what).hasSize(1);
      assertThat(stand.inspect(kin.getFirst()).path("State").path("Running").asBoolean())
          .as(what)
          .isFalse();
    }
  }
}
