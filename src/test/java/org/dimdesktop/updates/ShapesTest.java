package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.assertj.core.api.SoftAssertions;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.dimdesktop.updates.check.Status;
import org.dimdesktop.updates.plan.Change;
import org.junit.jupiter.api.TestReporter;
import org.junit.jupiter.api.io.TempDir;

/** What an engine says of a container before and after its update differs only where it must. */
class ShapesTest {
  @TempDir Path folder;

  @EachEngine
  void everyShapeKeepsItsSettings(TestBed.Engine engine, TestReporter reporter) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      Shapes shapes = new Shapes(stand);
      List<Shape> all = Shape.all().toList();
      List<String> names = all.stream().map(shapes::start).toList();
      shapes.publishNext();
      SoftAssertions soft = new SoftAssertions();
      for (int i = 0; i < names.size(); i++) {
        Shape shape = all.get(i);
        String name = names.get(i);
        soft.assertThatCode(
                () -> reporter.publishEntry(shape.name(), keepsItsSettings(shapes, shape, name)))
            .as("%s on %s", shape, engine)
            .doesNotThrowAnyException();
      }
      soft.assertAll();
      assertThat(stand.updates.check(false).groups())
          .filteredOn(group -> group.image().toString().equals(shapes.reference()))
          .singleElement()
          .satisfies(group -> {
            assertThat(group.status()).isEqualTo(Status.UPTODATE);
            assertThat(group.containers()).hasSameSizeAs(names);
          });
    }
  }

  private static String keepsItsSettings(Shapes shapes, Shape shape, String name) {
    UpdateStand stand = shapes.stand();
    ObjectNode before = stand.inspect(name);
    String volumes = shapes.writeToVolumes(name);

    UpdateRecord record = stand.update(name, UpdateStand.BRISK);

    assertThat(record.state()).as(record.reason()).isEqualTo(UpdateState.COMMITTED);
    ObjectNode after = stand.inspect(name);
    List<Change> changes = Inspects.differences(before, after);
    assertThat(Inspects.paths(changes)).as("%s", changes).isEqualTo(shape.differences());
    assertThat(after.path("Config").path("Env").toString())
        .contains(shape.name().equals("user and folder") ? "DEFAULT=mine" : "DEFAULT=2");
    assertThat(shapes.readVolumes(name)).isEqualTo(volumes);
    assertThat(after.path("State").path("Running").asBoolean()).isTrue();
    return joined(changes);
  }

  private static String joined(List<Change> changes) {
    return changes.stream().map(Change::toString).collect(Collectors.joining("\n  "));
  }
}
