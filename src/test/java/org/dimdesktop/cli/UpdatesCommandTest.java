package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.EngineApi;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code dim updates} as a process of its own, on a container that falls behind. */
class UpdatesCommandTest {
  private final TestBed bed = TestBed.require();
  private final EngineApi api = new EngineApi(bed.engine().uri());
  private final TestImages images = new TestImages(bed.engine());
  private final String name = "dimcli-" + UUID.randomUUID().toString().substring(0, 8);

  @TempDir Path data;

  @AfterEach
  void remove() throws JsonProcessingException {
    for (JsonNode container : json(api.get("/containers/json?all=1"))) {
      if (container.path("Names").path(0).asText().startsWith("/" + name)) {
        api.delete("/containers/" + container.path("Id").asText() + "?force=true&v=true");
      }
    }
    images.close();
  }

  private static JsonNode json(String text) throws JsonProcessingException {
    return new ObjectMapper().readTree(text);
  }

  @Test
  void aContainerIsCheckedUpdatedAndBroughtBack() throws JsonProcessingException {
    String image = images.make(bed.registries().open() + "/" + images.repository("c"), "1", loop());
    images.push(image, "", "");
    api.postJson("/containers/create?name=" + name, "{\"Image\":\"" + image + "\"}");
    api.post("/containers/" + name + "/start");
    try (DimProcess dim = dim()) {
      assertThat(find(dim.run("updates", "check", "-o", "json").out()).path("status").asText())
          .isEqualTo("uptodate");
      String old = images.tag(image, image.replaceFirst(":1$", ""), "old");
      images.push(images.make(image.replaceFirst(":1$", ""), "1", loop()), "", "");
      images.tag(old, image.replaceFirst(":1$", ""), "1");

      DimProcess.Result check = dim.run("updates", "check");
      assertThat(check.exit()).as(check.err()).isEqualTo(3);
      assertThat(check.out()).containsPattern(name + " +outdated");

      DimProcess.Result plan = dim.run("updates", "plan", name);
      assertThat(plan.exit()).as(plan.err()).isZero();
      assertThat(plan.out()).contains("make " + name + " of ");

      JsonNode before = json(api.get("/containers/" + name + "/json"));
      DimProcess.Running cut = dim.start("updates", "apply", name, "--settle", "10m");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .until(() -> cut.err().contains("wait until the new container is well: " + name));
      DimProcess.Result ended = cut.stop();
      assertThat(ended.err()).contains("interrupted: putting back");
      assertThat(ended.out()).contains(name + " was put back: it was cancelled");
      JsonNode after = json(api.get("/containers/" + name + "/json"));
      assertThat(after.path("Id")).isEqualTo(before.path("Id"));
      assertThat(after.path("State").path("Running").asBoolean()).isTrue();

      DimProcess.Result apply = dim.run("updates", "apply", name, "--settle", "1s");
      assertThat(apply.exit()).as(apply.err()).isZero();
      assertThat(apply.out()).contains(name + " is updated");
      assertThat(apply.err()).contains("stop the old container: " + name);
      assertThat(dim.run("updates", "apply", name).exit()).as("it is up to date").isZero();

      JsonNode history = json(dim.run("updates", "history", "-o", "json").out());
      assertThat(history.path(0).path("state").asText()).isEqualTo("committed");

      DimProcess.Result back = dim.run("updates", "rollback", name);
      assertThat(back.exit()).as(back.err()).isZero();
      assertThat(dim.run("updates", "rollback", name).exit()).isEqualTo(1);
      assertThat(dim.run("updates", "apply", "no-such-container").exit()).isEqualTo(1);
      assertThat(dim.run("updates", "history", name).out())
          .containsPattern(name + ".*rolled_back")
          .contains("rolled back as asked");
      assertThat(dim.run("updates", "history", "none").err()).contains("no update has the id");
    }
  }

  private DimProcess dim() {
    return new DimProcess()
        .with("DOCKER_HOST", bed.engine().uri().toString())
        .with("DIM_UPDATES_DATA", data.toString());
  }

  private JsonNode find(String report) throws JsonProcessingException {
    for (JsonNode group : json(report).path("groups")) {
      for (JsonNode container : group.path("containers")) {
        if (container.path("container_name").asText().equals(name)) {
          return container;
        }
      }
    }
    throw new AssertionError(report);
  }

  private static Recipe loop() {
    return Recipe.shell()
        .withConfig(
            Map.of("Cmd", List.of("sh", "-c", "trap 'exit 0' TERM; while :; do sleep 0.1; done")));
  }
}
