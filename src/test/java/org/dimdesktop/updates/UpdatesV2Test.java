package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.updates.api.UpdatesServer.Login;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the API has beyond the reference: plan, consent, history, rollback, events. */
class UpdatesV2Test {
  @TempDir Path folder;

  private ServedUpdates serve(UpdateStand stand) {
    return new ServedUpdates(stand, folder, ServedUpdates.seldom(), null, _ -> {});
  }

  private static JsonNode json(HttpResponse<String> answer) {
    try {
      return UpdateStand.JSON.readTree(answer.body());
    } catch (JsonProcessingException e) {
      throw new AssertionError(answer.body(), e);
    }
  }

  @EachEngine
  void whatCannotBeUndoneIsPlannedConsentedToAndRolledBack(TestBed.Engine engine) {
    CompletableFuture<Void> listening;
    try (UpdateStand stand = new UpdateStand(engine, folder);
        ServedUpdates served = serve(stand)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String name = stand.start("app", image, "{\"HostConfig\":{\"AutoRemove\":true}}");
      stand.publishNext(image, UpdateStand.service());
      List<String> lines = new CopyOnWriteArrayList<>();
      listening =
          CompletableFuture.runAsync(() -> served.lines("/api/v2/events", "").forEach(lines::add));
      Awaitility.await().until(() -> !lines.isEmpty());

      JsonNode plan = json(served.send("GET", "/api/v2/plan?container=" + name, ""));
      assertThat(plan.path("plans").path(0).path("containers").path(0).path("name").asText())
          .isEqualTo(name);
      assertThat(plan.path("plans").path(0).path("irreversible")).hasSize(1);

      String order = "{\"containers\":[\"%s\"],\"accept_loss\":%s}";
      assertThat(served.send("POST", "/api/v2/update", order.formatted(name, false)).statusCode())
          .isEqualTo(202);
      awaitLine(lines, "\"state\":\"not_begun\"");
      assertThat(stand.names()).containsExactly(name);
      assertThat(served.send("POST", "/api/v2/update", order.formatted(name, true)).body())
          .isEqualTo("{\"status\":\"updating\"}\n");
      awaitLine(lines, "\"state\":\"committed\"");
      assertThat(lines)
          .contains("event: step", "event: progress", "event: update", "event: check")
          .anyMatch(line -> line.startsWith("data: {") && line.contains("stop the old container"));

      JsonNode history = json(served.send("GET", "/api/v2/history?limit=1", ""));
      assertThat(history).hasSize(1);
      String id = history.path(0).path("id").asText();
      assertThat(json(served.send("GET", "/api/v2/history/" + id, ""))).isEqualTo(history.get(0));
      HttpResponse<String> back = served.send("POST", "/api/v2/history/" + id + "/rollback", "");
      assertThat(back.statusCode()).as(back.body()).isEqualTo(200);
      assertThat(json(back).path("state").asText()).isEqualTo("rolled_back");
      assertThat(stand.reason(name).name()).isEqualTo("NEWER");
      assertThat(served.said("POST", "/api/v2/history/" + id + "/rollback"))
          .startsWith("409 {\"error\":{\"code\":\"conflict\"");
      awaitLine(lines, "\"state\":\"rolled_back\"");
      assertReplay(served, lines);
    }
    // How the stream ends is the client's matter, that it ends is the server's.
    var _ = listening.handle((_, _) -> 0).join();
  }

  private static void awaitLine(List<String> lines, String text) {
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .untilAsserted(() -> assertThat(lines).anyMatch(line -> line.contains(text)));
  }

  /** Whoever was cut off goes on after the last that it saw. */
  private static void assertReplay(ServedUpdates served, List<String> lines) {
    List<String> ids = lines.stream().filter(line -> line.startsWith("id: ")).toList();
    String first = ids.getFirst().substring(4);
    List<String> again =
        served
            .lines("/api/v2/events", first)
            .filter(line -> line.startsWith("id: "))
            .limit(ids.size() - 1L)
            .toList();
    assertThat(again).isEqualTo(ids.subList(1, ids.size()));
  }

  @Test
  void theLogOfWhatWasPutBackIsKept() {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        ServedUpdates served = serve(stand)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String name = stand.start("app", image, "{}");
      stand.publishNext(image, Recipe.shell().withCmd("sh", "-c", "echo I give up; exit 3"));
      var _ = stand.update(name);
      JsonNode record = json(served.send("GET", "/api/v2/history", "")).path(0);
      assertThat(record.path("reason").asText()).contains("exit code 3");
      String logs = "/api/v2/history/" + record.path("id").asText() + "/logs/";
      HttpResponse<String> log = served.send("GET", logs + record.path("logs").get(0).asText(), "");
      assertThat(log.headers().firstValue("Content-Type").orElseThrow()).startsWith("text/plain");
      assertThat(log.body()).contains("I give up");
      assertThat(served.send("GET", logs + "..%2Fjournals", "").statusCode()).isEqualTo(404);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /api/v2/plan, 400, request.invalid",
    "GET, /api/v2/plan?container=none, 404, not_found",
    "POST, /api/v2/plan?container=none, 405, method.not_allowed",
    "POST, /api/v2/update, 400, request.invalid",
    "GET, /api/v2/update, 405, method.not_allowed",
    "GET, /api/v2/history?limit=all, 400, request.invalid",
    "GET, /api/v2/history/none, 404, not_found",
    "POST, /api/v2/history/none/rollback, 404, not_found",
    "GET, /api/v2/history/none/rollback, 405, method.not_allowed",
    "GET, /api/v2/history/none/logs/x, 404, not_found",
    "GET, /api/v2/elsewhere, 404, route.not_found",
  })
  void errorsSayWhatIsWrong(String method, String path, int status, String code) {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        ServedUpdates served = serve(stand)) {
      HttpResponse<String> answer = served.send(method, path, "");
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
      assertThat(json(answer).path("error").path("code").asText()).isEqualTo(code);
      assertThat(json(answer).path("error").path("message").asText()).isNotEmpty();
    }
  }

  @Test
  void withAUserSetNothingIsToldWithoutALogin() {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        ServedUpdates served =
            new ServedUpdates(
                stand, folder, ServedUpdates.seldom(), new Login("admin", "changeme"), _ -> {})) {
      for (String path : List.of("check", "plan?container=a", "history", "events")) {
        assertThat(served.said("GET", "/api/v2/" + path)).isEqualTo("401 unauthorized\n");
      }
      assertThat(served.said("POST", "/api/v2/update")).startsWith("401");
      assertThat(served.said("POST", "/api/v2/history/a/rollback")).startsWith("401");
    }
  }
}
