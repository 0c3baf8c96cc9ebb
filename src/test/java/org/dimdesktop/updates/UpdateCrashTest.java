package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.junit.jupiter.api.io.TempDir;

/**
 * Cuts updates off before and after every step, and their recovery too, and looks what the next
 * start makes of it: the old container or the new one runs, whole, under its name; never none,
 * never two. {@code dim.updates.kills=every} does so for every shape (packaging/soak).
 */
class UpdateCrashTest {
  private static final boolean EVERY = System.getProperty("dim.updates.kills", "").equals("every");
  private static final long SEED = Long.getLong("dim.updates.seed", System.nanoTime());

  @TempDir Path folder;
  private final Random random = new Random(SEED);

  static Stream<Shape> shapes() {
    return EVERY ? Shape.chosen("") : Shape.chosen("restart always,auto-remove");
  }

  @EachEngine
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
        UpdateRecord record = stand.update(name, UpdateStand.BRISK);
        assertThat(record.state()).as(record.reason()).isEqualTo(UpdateState.COMMITTED);
        ended = true;
      } catch (CutOff.Cut e) {
        String what = shape + " cut " + e.getMessage() + ", seed " + SEED;
        recover(stand, cut);
        ObjectNode now = shapes.assertOneRunsWhole(what, shape, name, before);
        assertThat(shapes.readVolumes(name)).as(what).isEqualTo(mark);
        ended = !now.path("Image").equals(before.path("Image"));
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
}
