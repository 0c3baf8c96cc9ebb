package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.dim.daemon.DaemonFixture.assertError;
import static org.dimdesktop.dim.daemon.DaemonFixture.json;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import org.assertj.core.api.Assertions;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Routes, statuses and codes of the API, over HTTP. */
class DaemonApiTest {
  private static final String BODY =
      "{\"repo\":\"https://git.test/a/b.git\",\"ref\":\"main\","
          + "\"image\":\"registry.test/a/b\",\"tag\":\"1\"%s}";

  @TempDir Path data;
  private DaemonFixture d;

  @BeforeEach
  void start() {
    d = DaemonFixture.start(data, new ScriptedBuilder());
  }

  @AfterEach
  void stop() {
    d.close();
  }

  private HttpResponse<String> as(String token, String method, String path, String body) {
    return d.send(
        HttpRequest.newBuilder(URI.create(d.daemon.address() + "/api/v1" + path))
            .header("Authorization", "Bearer " + token)
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build());
  }

  @Test
  void healthAndVersionNeedNoToken() {
    URI at = d.daemon.address();
    HttpResponse<String> health = d.send(HttpRequest.newBuilder(at.resolve("/health")).build());
    assertThat(health.statusCode()).isEqualTo(200);
    assertThat(health.body()).isEmpty();
    HttpResponse<String> version = d.send(HttpRequest.newBuilder(at.resolve("/version")).build());
    assertThat(json(version)).isEqualTo(json("{\"version\":\"test\",\"api\":1}"));
  }

  @Test
  void unknownPathsMethodsAndTokens() {
    assertError(d.get("/nothing"), 404, "route.not_found");
    assertError(d.get("//elsewhere"), 404, "route.not_found");
    HttpResponse<String> wrong = d.send("DELETE", "/builds", "");
    assertError(wrong, 405, "method.not_allowed");
    assertThat(wrong.headers().firstValue("Allow")).contains("GET, POST");
    URI builds = d.daemon.address().resolve("/api/v1/builds");
    assertError(d.send(HttpRequest.newBuilder(builds).build()), 401, "auth.required");
    assertError(as("dim_wrong", "GET", "/builds", ""), 401, "auth.invalid");
    assertError(d.get("/builds/01ARZ3NDEKTSV4RRFFQ69G5FAV"), 404, "build.not_found");
    assertError(d.get("/builds/x/logs"), 404, "build.not_found");
    assertError(d.send("POST", "/builds/x/cancel", ""), 404, "build.not_found");
    assertError(d.send("POST", "/builds/x/rebuild", ""), 404, "build.not_found");
    assertError(d.send("DELETE", "/tokens/x", ""), 404, "token.not_found");
    assertError(d.send("DELETE", "/credentials/git/h", ""), 404, "credential.not_found");
  }

  @Test
  void badBodiesAndQueries() {
    assertError(d.send("POST", "/builds", "{"), 400, "request.invalid");
    assertError(d.send("POST", "/builds", "[]"), 400, "request.invalid");
    assertError(
        d.send("POST", "/builds", "{\"repo\":\"" + "x".repeat(1 << 20) + "\"}"),
        413,
        "request.too_large");
    assertError(
        d.send(d.request("/builds").POST(BodyPublishers.ofString("{}")).build()),
        415,
        "request.media_type");
    HttpResponse<String> noRef = d.send("POST", "/builds", "{\"repo\":\"https://h/x\"}");
    assertError(noRef, 400, "request.invalid");
    assertThat(json(noRef).path("error").path("field").asText()).isEqualTo("ref");
    for (String query : new String[] {"limit=0", "limit=201", "limit=x", "status=no", "cursor=x"}) {
      assertError(d.get("/builds?" + query), 400, "request.invalid");
    }
  }

  @Test
  void whatIsWrongWithABuildIsToldBeforeItIsQueued() {
    assertError(
        d.send("POST", "/builds", BODY.formatted("").replace("registry.test/a/b", "u/svc")),
        400,
        "image.host.missing");
    assertError(
        d.send("POST", "/builds", BODY.formatted("").replace("registry.test/a/b", "alpine")),
        400,
        "image.host.missing");
    for (String path : new String[] {"/etc/passwd", "../x", "a/../../x", "C:/x", "..\\\\x"}) {
      assertError(
          d.send("POST", "/builds", BODY.formatted(",\"dockerfile\":\"" + path + "\"")),
          400,
          "path.escape");
      assertError(
          d.send("POST", "/builds", BODY.formatted(",\"context\":\"" + path + "\"")),
          400,
          "path.escape");
    }
    HttpResponse<String> userInfo =
        d.send("POST", "/builds", BODY.formatted("").replace("//git", "//me:hidden@git"));
    assertError(userInfo, 400, "request.invalid");
    assertThat(userInfo.body()).doesNotContain("hidden");
    assertError(d.send("POST", "/builds", BODY.formatted("")), 400, "credentials.git.missing");
    d.anonymous("git", "git.test");
    assertError(d.send("POST", "/builds", BODY.formatted("")), 400, "credentials.registry.missing");
    assertThat(json(d.get("/builds")).path("builds")).isEmpty();
  }

  @Test
  void credentialsGoInAndNeverComeOut() throws IOException {
    String secret = "s3cret-value-never-shown";
    d.basic("git", "git.test:8443", "me", secret);
    d.anonymous("registry", "registry.test");
    HttpResponse<String> list = d.get("/credentials");
    assertThat(json(list).at("/git/0/host").asText()).isEqualTo("git.test:8443");
    assertThat(json(list).at("/git/0/kind").asText()).isEqualTo("basic");
    assertThat(json(list).at("/registry/0/kind").asText()).isEqualTo("anonymous");
    assertThat(list.body()).doesNotContain(secret);
    try (var files = Files.walk(data)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String content = Files.readString(file, StandardCharsets.ISO_8859_1);
        assertThat(content.contains(secret)).as(file.toString()).isFalse();
        assertThat(content.contains(d.token())).as(file.toString()).isFalse();
      }
    }
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(data.resolve("secret.key"))))
        .isEqualTo("rw-------");
    assertError(
        d.send("PUT", "/credentials/git/h", "{\"kind\":\"basic\",\"username\":\"u\"}"),
        400,
        "request.invalid");
    assertThat(d.send("DELETE", "/credentials/git/git.test:8443", "").statusCode()).isEqualTo(204);
    assertThat(json(d.get("/credentials")).path("git")).isEmpty();
  }

  @Test
  void tokensHaveScopesAndAreRevokedAtOnce() {
    HttpResponse<String> made = d.send("POST", "/tokens", "{\"name\":\"ci\",\"scope\":\"build\"}");
    assertThat(made.statusCode()).isEqualTo(201);
    String token = json(made).path("token").asText();
    assertThat(token).startsWith("dim_");
    assertThat(d.get("/tokens").body()).contains("\"ci\"").doesNotContain(token);
    assertThat(as(token, "GET", "/builds", "").statusCode()).isEqualTo(200);
    assertThat(as(token, "GET", "/credentials", "").statusCode()).isEqualTo(200);
    assertError(as(token, "GET", "/tokens", ""), 403, "auth.forbidden");
    assertError(as(token, "POST", "/tokens", "{}"), 403, "auth.forbidden");
    assertError(as(token, "PUT", "/credentials/git/h", "{}"), 403, "auth.forbidden");
    assertError(as(token, "POST", "/auth/password", "{}"), 403, "auth.forbidden");
    String id = json(made).path("id").asText();
    assertThat(d.send("DELETE", "/tokens/" + id, "").statusCode()).isEqualTo(204);
    assertError(as(token, "GET", "/builds", ""), 401, "auth.invalid");
    assertError(
        d.send(
            "POST",
            "/tokens",
            "{\"name\":\"x\",\"scope\":\"admin\",\"expires_at\":\"2020-01-01T00:00:00Z\"}"),
        400,
        "request.invalid");
  }

  @Test
  void loginLogoutAndPassword() {
    String first = d.daemon.firstPassword().orElseThrow();
    String login = "{\"user\":\"admin\",\"password\":\"%s\"}";
    String one = json(d.send("POST", "/auth/login", login.formatted(first))).path("token").asText();
    String two = json(d.send("POST", "/auth/login", login.formatted(first))).path("token").asText();
    assertThat(one).startsWith("dims_");
    assertThat(json(as(one, "GET", "/auth/whoami", "")).path("user").asText()).isEqualTo("admin");
    String change = "{\"current\":\"%s\",\"new\":\"%s\"}";
    assertError(
        as(one, "POST", "/auth/password", change.formatted("no", "long enough")),
        401,
        "auth.invalid");
    assertThat(
            as(one, "POST", "/auth/password", change.formatted(first, "long enough")).statusCode())
        .isEqualTo(204);
    assertThat(as(one, "GET", "/auth/whoami", "").statusCode()).isEqualTo(200);
    assertError(as(two, "GET", "/auth/whoami", ""), 401, "auth.invalid");
    assertThat(as(one, "POST", "/auth/logout", "").statusCode()).isEqualTo(204);
    assertError(as(one, "GET", "/auth/whoami", ""), 401, "auth.invalid");
    for (int i = 0; i < 5; i++) {
      assertError(d.send("POST", "/auth/login", login.formatted(first)), 401, "auth.invalid");
    }
    HttpResponse<String> throttled = d.send("POST", "/auth/login", login.formatted("long enough"));
    assertError(throttled, 429, "auth.throttled");
    assertThat(throttled.headers().firstValue("Retry-After")).isPresent();
  }

  @Test
  void otherPagesAndReboundNamesAreRefused() throws IOException {
    assertThat(raw("Host: evil.test:1")).startsWith("HTTP/1.1 403");
    assertThat(raw("Host: 127.0.0.1:1\r\nOrigin: http://evil.test")).startsWith("HTTP/1.1 403");
    assertThat(raw("Host: localhost:1")).startsWith("HTTP/1.1 200");
  }

  private String raw(String headers) throws IOException {
    URI at = d.daemon.address();
    try (Socket socket = new Socket(at.getHost(), at.getPort())) {
      socket
          .getOutputStream()
          .write(
              ("GET /version HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
    }
  }

  @Test
  void aSecondDaemonOnTheSameDirectoryRefuses() {
    Assertions.assertThatThrownBy(() -> DaemonFixture.start(data, new ScriptedBuilder()))
        .isInstanceOf(FailureException.class)
        .hasMessageContaining("another dim daemon uses this data directory")
        .satisfies(
            e -> assertThat(Objects.requireNonNull(e.getMessage())).contains(data.toString()));
  }
}
