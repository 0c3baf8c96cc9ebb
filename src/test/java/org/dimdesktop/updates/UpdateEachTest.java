package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.io.TempDir;

/** Several containers, of which one does not do: the others are not kept waiting. */
class UpdateEachTest {
  @TempDir Path folder;

  @EachEngine
  void whatDoesNotNeedTheBrokenOneGoesOn(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      String good = stand.publishAndPull("good", UpdateStand.service());
      String bad = stand.publishAndPull("bad", UpdateStand.service());
      String web = stand.start("web", good, compose("web", "db:service_started:false"));
      String db = stand.start("db", bad, compose("db", ""));
      String other = stand.start("other", good, "{}");
      String vanishing = stand.start("gone", good, "{\"HostConfig\":{\"AutoRemove\":true}}");
      stand.publishNext(good, UpdateStand.service());
      stand.publishNext(bad, Recipe.shell().withCmd("sh", "-c", "exit 3"));
      List<UpdateOutcome> told = new ArrayList<>();

      List<UpdateOutcome> outcomes =
          stand.updates.updateEach(
              stand.updates.check(true),
              List.of(web, vanishing, db, other),
              false,
              UpdateStand.QUICK,
              _ -> OperationContext.NONE,
              told::add);

      assertThat(told).isEqualTo(outcomes);
      assertThat(outcomes)
          .extracting(UpdateOutcome::name)
          .containsExactly(db, web, vanishing, other);
      assertThat(outcomes)
          .extracting(UpdateOutcome::isDone)
          .containsExactly(false, false, false, true);
      assertThat(outcomes.get(0).reason()).contains("exit code 3");
      assertThat(outcomes.get(1).reason()).isEqualTo("it needs " + db + ", which was not");
      assertThat(outcomes.get(2).reason()).contains("removed by its engine");
      for (String name : List.of(web, db, other, vanishing)) {
        assertThat(stand.inspect(name).path("State").path("Running").asBoolean()).isTrue();
      }
    }
  }

  private static String compose(String service, String needs) {
    return """
    {"Labels":{"com.docker.compose.project":"$","com.docker.compose.service":"%s",
     "com.docker.compose.depends_on":"%s"}}
    """
        .formatted(service, needs);
  }
}
