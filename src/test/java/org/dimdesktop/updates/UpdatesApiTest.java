package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import org.awaitility.Awaitility;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.updates.api.QuietHours;
import org.dimdesktop.updates.api.UpdatesServer.Login;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The API of the reference, byte for byte where it gives bytes. */
class UpdatesApiTest {
  @TempDir Path folder;

  private ServedUpdates serve(UpdateStand stand, @Nullable Login login) {
    return new ServedUpdates(stand, folder, ServedUpdates.seldom(), login, _ -> {});
  }

  @EachEngine
  void aGroupIsShownUpdatedAndToggledAsTheReferenceSays(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder);
        ServedUpdates served = serve(stand, null)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String name = stand.start("app", image, "{}");
      String local = RegistryProbe.digest(image).orElseThrow().substring(0, 17);
      stand.publishNext(image, UpdateStand.service());
      String remote = RegistryProbe.digest(image).orElseThrow().substring(0, 17);
      String id = stand.inspect(name).path("Id").asText().substring(0, 12);
      String group =
          """
          {"image":"%s","remote_digest":"%s","status":"outdated","containers":[{"container_id":"%s",\
          "container_name":"%s","local_digest":"%s","status":"outdated","auto_update":false}]}\
          """
              .formatted(image, remote, id, name, local);
      HttpResponse<String> images = served.send("GET", "/api/images", "");
      assertThat(images.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(images.body()).startsWith("[").endsWith("]\n").contains(group);

      String toggle = "/api/images/" + id + "/auto-update";
      assertThat(served.said("POST", toggle)).isEqualTo("200 {\"auto_update\":true}");
      assertThat(served.send("GET", "/api/images", "").body())
          .contains(group.replace("\"auto_update\":false", "\"auto_update\":true"));
      assertThat(served.said("POST", toggle)).isEqualTo("200 {\"auto_update\":false}");

      String progress = "/api/images/" + id + "/progress";
      assertThat(served.said("GET", progress)).isEqualTo("404 no progress\n");
      assertThat(served.said("POST", "/api/images/" + id + "/update"))
          .isEqualTo("200 {\"status\":\"updating\"}");
      assertThat(served.said("GET", progress))
          .matches(
              "200 \\{\"layer\":\"[0-9a-z]*\",\"current\":\\d+,\"total\":\\d+,\"percent\":\\d+,"
                  + "\"status\":\"[^\"]+\"}\n");
      Awaitility.await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> assertThat(served.said("GET", progress)).isEqualTo("404 no progress\n"));
      assertThat(served.send("GET", "/api/images", "").body())
          .contains(
              "{\"image\":\""
                  + image
                  + "\",\"remote_digest\":\""
                  + remote
                  + "\",\"status\":\"uptodate\"");

      stand.publishNext(image, UpdateStand.service());
      Object before = stand.inspect(name).path("Id");
      assertThat(served.said("POST", "/api/groups/" + image + "/update")).startsWith("200");
      stand.awaitCurrent(name);
      assertThat((Object) stand.inspect(name).path("Id")).isNotEqualTo(before);
    }
  }

  @Test
  void whatIsToggledIsUpdatedOnItsOwn() {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String on =
          stand.start("on", image, "{\"Labels\":{\"org.dimdesktop.updates.auto\":\"true\"}}");
      String off = stand.start("off", image, "{}");
      stand.publishNext(image, UpdateStand.service());
      Object before = stand.inspect(off).path("Id");
      try (ServedUpdates _ =
          new ServedUpdates(
              stand, folder, ServedUpdates.every(Duration.ofSeconds(1), null), null, _ -> {})) {
        stand.awaitCurrent(on);
      }
      assertThat((Object) stand.inspect(off).path("Id")).isEqualTo(before);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "GET, /health, 200, ''",
    "POST, /health, 405, method not allowed",
    "POST, /api/images, 405, method not allowed",
    "GET, /api/images/, 400, bad path: /api/images/{id}/{action}",
    "GET, /api/images/3d4c5b6a7f8e, 400, bad path: /api/images/{id}/{action}",
    "POST, /api/images//update, 400, bad path: /api/images/{id}/{action}",
    "POST, /api/images/3d4c5b6a7f8e/fly, 400, unknown action",
    "DELETE, /api/images/3d4c5b6a7f8e/fly, 400, unknown action",
    "PUT, /api/images/3d4c5b6a7f8e/update, 405, method not allowed",
    "PATCH, /api/login, 405, method not allowed",
    "DELETE, /api/groups/nginx:latest/update, 405, method not allowed",
    "POST, /api/groups/nginx:latest, 400, unknown action",
    "POST, /api/images/a/b/c, 400, bad path: /api/images/{id}/{action}",
    "GET, /api/images/3d4c5b6a7f8e/update, 405, method not allowed",
    "GET, /api/images/3d4c5b6a7f8e/auto-update, 405, method not allowed",
    "POST, /api/images/3d4c5b6a7f8e/progress, 405, method not allowed",
    "POST, /api/images/3d4c5b6a7f8e/update, 404, container not found",
    "POST, /api/images/3d4c5b6a7f8e/auto-update, 404, container not found",
    "GET, /api/images/3d4c5b6a7f8e/progress, 404, no progress",
    "GET, /api/groups/nginx:latest/update, 405, method not allowed",
    "POST, /api/groups/no.such/image:1/update, 404, container not found",
    "GET, /api/login, 405, method not allowed",
    "GET, /api/logout, 405, method not allowed",
    "POST, /api/auth/status, 405, method not allowed",
    "GET, /elsewhere, 404, 404 page not found",
  })
  void errorsAreThoseOfTheReference(String method, String path, int status, String line) {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        ServedUpdates served = serve(stand, null)) {
      HttpResponse<String> answer = served.send(method, path, "");
      assertThat(answer.statusCode()).isEqualTo(status);
      assertThat(answer.body()).isEqualTo(line.isEmpty() ? "" : line + "\n");
    }
  }

  @Test
  void anUnknownActionOfAKnownContainerIsSaidSo() {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        ServedUpdates served = serve(stand, null)) {
      String image = stand.publishAndPull("app", UpdateStand.service());
      String name = stand.start("app", image, "{}");
      String id = stand.inspect(name).path("Id").asText().substring(0, 12);
      assertThat(served.said("POST", "/api/images/" + id + "/fly"))
          .isEqualTo("400 unknown action\n");
      assertThat(served.said("GET", "/api/auth/status")).isEqualTo("200 {\"enabled\": false}");
    }
  }

  @Test
  void withAUserSetOnlyALoginOpensTheApi() {
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        ServedUpdates served = serve(stand, new Login("admin", "changeme"))) {
      assertThat(served.said("GET", "/health")).isEqualTo("200 ");
      assertThat(served.said("GET", "/api/auth/status")).isEqualTo("200 {\"enabled\": true}");
      for (String path :
          List.of("/api/images", "/api/images/3d4c5b6a7f8e/progress", "/elsewhere")) {
        assertThat(served.said("GET", path)).isEqualTo("401 unauthorized\n");
      }
      assertThat(served.said("POST", "/api/groups/nginx:latest/update")).startsWith("401");
      assertThat(served.send("POST", "/api/login", "{\"user\":\"admin\",\"pass\":\"no\"}"))
          .extracting(HttpResponse::statusCode)
          .isEqualTo(401);
      assertThat(served.send("POST", "/api/login", "nonsense").statusCode()).isEqualTo(401);

      HttpResponse<String> login =
          served.send("POST", "/api/login", "{\"user\":\"admin\",\"pass\":\"changeme\"}");
      assertThat(login.statusCode()).isEqualTo(200);
      assertThat(login.body()).isEqualTo("{\"status\":\"ok\"}");
      String set = login.headers().firstValue("Set-Cookie").orElseThrow();
      assertThat(set).contains("; HttpOnly").contains("; SameSite=Strict");
      served.cookie = set.substring(0, set.indexOf(';'));
      assertThat(served.send("GET", "/api/images", "").statusCode()).isEqualTo(200);

      HttpResponse<String> logout = served.send("POST", "/api/logout", "");
      assertThat(logout.statusCode()).isEqualTo(200);
      assertThat(logout.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
      assertThat(served.said("GET", "/api/images")).isEqualTo("401 unauthorized\n");

      served.cookie = "";
      for (int i = 0; i < 6; i++) {
        var _ = served.send("POST", "/api/login", "{\"user\":\"admin\",\"pass\":\"guess\"}");
      }
      HttpResponse<String> throttled =
          served.send("POST", "/api/login", "{\"user\":\"admin\",\"pass\":\"changeme\"}");
      assertThat(throttled.statusCode()).isEqualTo(429);
      assertThat(throttled.headers().firstValue("Retry-After")).isPresent();
    }
  }

  @ParameterizedTest
  @CsvSource({
    "22:00-06:00, 23:00, true",
    "22:00-06:00, 05:59, true",
    "22:00-06:00, 06:00, false",
    "08:00-20:00, 12:00, true",
    "08:00-20:00, 20:00, false",
    "08:00-08:00, 08:00, false",
  })
  void quietHoursMayGoOverMidnight(String hours, LocalTime time, boolean quiet) {
    assertThat(QuietHours.parse(hours).contains(time)).isEqualTo(quiet);
  }
}
