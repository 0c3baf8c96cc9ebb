package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.dim.daemon.DaemonFixture.assertError;
import static org.dimdesktop.dim.daemon.DaemonFixture.json;

import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every route, asked with every kind of token and with none. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@SuppressWarnings("NullAway.Init") // set before all tests
class DaemonAccessTest {
  private DaemonFixture d;
  private String admin;
  private String build;
  private String session;
  private String revoked;

  @BeforeAll
  void start(@TempDir Path data) {
    d = DaemonFixture.start(data, new ScriptedBuilder());
    admin = token("admin");
    build = token("build");
    session = login();
    revoked = login();
    assertThat(send(revoked, "POST", "/auth/logout").statusCode()).isEqualTo(204);
  }

  @AfterAll
  void stop() {
    d.close();
  }

  private String token(String scope) {
    String body = "{\"name\":\"a\",\"scope\":\"" + scope + "\"}";
    return json(d.send("POST", "/tokens", body)).path("token").asText();
  }

  private String login() {
    String password = d.daemon.firstPassword().orElseThrow();
    String body = "{\"user\":\"admin\",\"password\":\"" + password + "\"}";
    return json(d.send("POST", "/auth/login", body)).path("token").asText();
  }

  /** The statuses are those of an empty JSON object and of names that are not there. */
  @ParameterizedTest(name = "{0} {1}")
  @CsvSource({
    "GET,    /auth/whoami,         200, 200",
    "POST,   /auth/password,       403, 400",
    "GET,    /tokens,              403, 200",
    "POST,   /tokens,              403, 400",
    "DELETE, /tokens/x,            403, 404",
    "GET,    /credentials,         200, 200",
    "PUT,    /credentials/git/h,   403, 400",
    "PUT,    /credentials/registry/h, 403, 400",
    "DELETE, /credentials/git/h,   403, 404",
    "DELETE, /credentials/registry/h, 403, 404",
    "POST,   /builds,              400, 400",
    "GET,    /builds,              200, 200",
    "GET,    /builds/x,            404, 404",
    "POST,   /builds/x/cancel,     404, 404",
    "POST,   /builds/x/rebuild,    404, 404",
    "GET,    /builds/x/logs,       404, 404",
  })
  void routes(String method, String path, int byBuild, int byAdmin) {
    assertRefused(method, path);
    assertStatus(send(build, method, path), byBuild);
    for (String token : new String[] {admin, session, d.token()}) {
      assertStatus(send(token, method, path), byAdmin);
    }
  }

  private void assertRefused(String method, String path) {
    assertError(send("", method, path), 401, "auth.required");
    for (String token : new String[] {"dim_wrong", revoked, admin + "x", admin.substring(1)}) {
      HttpResponse<String> answer = send(token, method, path);
      assertError(answer, 401, "auth.invalid");
      assertThat(answer.body()).doesNotContain(token);
      assertThat(answer.headers().firstValue("WWW-Authenticate")).contains("Bearer");
    }
  }

  private static void assertStatus(HttpResponse<String> answer, int status) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
    if (status == 403) {
      assertError(answer, 403, "auth.forbidden");
    }
  }

  @Test
  void onlyASessionLogsOut() {
    assertRefused("POST", "/auth/logout");
    assertError(send(build, "POST", "/auth/logout"), 403, "auth.forbidden");
    assertError(send(admin, "POST", "/auth/logout"), 403, "auth.forbidden");
    String brief = login();
    assertThat(send(brief, "POST", "/auth/logout").statusCode()).isEqualTo(204);
    assertError(send(brief, "POST", "/auth/logout"), 401, "auth.invalid");
  }

  @Test
  void everyTokenMayFollowTheEvents() throws Exception {
    assertRefused("GET", "/events");
    for (String token : new String[] {build, admin, session, d.token()}) {
      HttpRequest request =
          HttpRequest.newBuilder(uri("/events")).header("Authorization", "Bearer " + token).build();
      HttpResponse<InputStream> answer = d.http.send(request, BodyHandlers.ofInputStream());
      try (InputStream _ = answer.body()) {
        assertThat(answer.statusCode()).isEqualTo(200);
      }
    }
  }

  @Test
  void theTokenMustStandBehindBearer() {
    for (String header : new String[] {"Bearer", "Bearer ", admin, "Basic " + admin, "Token x"}) {
      HttpRequest request =
          HttpRequest.newBuilder(uri("/builds")).header("Authorization", header).build();
      assertError(d.send(request), 401, "auth.required");
    }
    HttpRequest lower =
        HttpRequest.newBuilder(uri("/builds")).header("Authorization", "bearer " + admin).build();
    assertThat(d.send(lower).statusCode()).isEqualTo(200);
    assertError(
        d.send(HttpRequest.newBuilder(uri("/builds?access_token=" + admin)).build()),
        401,
        "auth.required");
  }

  @Test
  void whatNeedsNoToken() {
    for (String path : new String[] {"/health", "/version"}) {
      for (String token : new String[] {"", "dim_wrong", build}) {
        assertThat(send(d.daemon.address().resolve(path), token, "GET").statusCode())
            .isEqualTo(200);
      }
    }
    assertError(send("", "POST", "/auth/login"), 400, "request.invalid");
  }

  private URI uri(String path) {
    return URI.create(d.daemon.address() + "/api/v1" + path);
  }

  private HttpResponse<String> send(String token, String method, String path) {
    return send(uri(path), token, method);
  }

  private HttpResponse<String> send(URI uri, String token, String method) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(method.equals("GET") ? "" : "{}"));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return d.send(request.build());
  }
}
