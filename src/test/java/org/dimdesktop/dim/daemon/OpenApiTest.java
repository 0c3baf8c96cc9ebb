package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.dim.daemon.DaemonFixture.assertError;
import static org.dimdesktop.dim.daemon.DaemonFixture.json;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Collectors;
import org.awaitility.Awaitility;
import org.dimdesktop.build.StepState;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.support.TestGit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The OpenAPI document and the daemon say the same, in both directions. */
class OpenApiTest {
  private static final String NO_ID = "01ARZ3NDEKTSV4RRFFQ69G5FAV";
  private static final String REGISTRY = "registry.test";
  private static final String STEP = "[1/1] COPY . /";
  private static final String V1 = "/api/v1";
  private static final String LOGIN = "{\"user\":\"admin\",\"password\":\"%s\"}";
  private static final String CHANGE = "{\"current\":\"%s\",\"new\":\"%s\"}";

  @TempDir Path data;
  private final ScriptedBuilder builder = new ScriptedBuilder();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final TestGit git = TestGit.open();
  private DaemonFixture d;
  private Contract contract;

  @BeforeEach
  void start() {
    DaemonConfig config =
        new DaemonConfig(
            "127.0.0.1",
            0,
            false,
            data,
            1,
            1,
            Duration.ofMinutes(5),
            Duration.ofMinutes(1),
            false,
            "tester",
            false,
            List.of(),
            StorageConfig.DEFAULT,
            null);
    Instant now = Instant.now();
    builder.script =
        (job, events, ctx) ->
            events.steps(List.of(new StepState(1, STEP, now, now, true, null, 2, null)));
    d = DaemonFixture.start(config, builder);
    contract = new Contract(json(d.get("//openapi.json")));
  }

  @AfterEach
  void stop() {
    gate.countDown();
    d.close();
    git.close();
  }

  @Test
  void everyRouteIsDocumentedAndEveryDocumentedRouteExists() {
    assertThat(contract.operations())
        .extracting(Contract.Operation::toString)
        .containsExactlyInAnyOrderElementsOf(d.daemon.routes());
  }

  @Test
  void everyOtherMethodIsRefusedWithTheDocumentedOnes() {
    Set<String> paths = new TreeSet<>();
    contract.operations().forEach(o -> paths.add(o.path()));
    for (String path : paths) {
      Set<String> allowed =
          contract.operations().stream()
              .filter(o -> o.path().equals(path))
              .map(Contract.Operation::method)
              .collect(Collectors.toCollection(TreeSet::new));
      for (String method : List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS")) {
        if (!allowed.contains(method)) {
          HttpResponse<String> answer = d.send(method, absolute(filled(path)), "");
          assertError(answer, 405, "method.not_allowed");
          assertThat(answer.headers().firstValue("Allow")).contains(String.join(", ", allowed));
        }
      }
    }
    assertError(d.get("/nothing/here"), 404, "route.not_found");
    assertError(d.get("//nothing"), 404, "route.not_found");
  }

  @Test
  void everyDocumentedAnswerIsGiven() throws Exception {
    guards();
    bodies();
    access();
    credentials();
    builds();
    unknownIds();
    throttled();
    fullQueue();
    draining();
    assertThat(contract.seen()).containsExactlyInAnyOrderElementsOf(contract.promised());
  }

  @Test
  void aBugIsTheDocumentedErrorWithAnIncident() throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + data.resolve("dim.db"));
        Statement statement = database.createStatement()) {
      statement.execute("alter table token rename to token_away");
    }
    HttpResponse<String> answer = call("GET", V1 + "/tokens", "");
    assertError(answer, 500, "internal");
    assertThat(answer.body()).contains("incident").doesNotContain("SQL", "token_away");
  }

  private static String filled(String path) {
    return path.replace("{id}", NO_ID).replace("{host}", "h.test");
  }

  /** The fixture's way to name a path that is not below the base. */
  private static String absolute(String path) {
    return "/" + path;
  }

  private HttpResponse<String> call(String method, String template, String body) {
    return call(method, template, filled(template), body);
  }

  private HttpResponse<String> call(String method, String template, String path, String body) {
    HttpResponse<String> answer = d.send(method, absolute(path), body);
    contract.check(contract.operation(method, template), answer);
    return answer;
  }

  private HttpResponse<String> callAs(String token, String method, String template, String body) {
    HttpResponse<String> answer =
        d.send(
            plain(filled(template))
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build());
    contract.check(contract.operation(method, template), answer);
    return answer;
  }

  private HttpRequest.Builder plain(String path) {
    return HttpRequest.newBuilder(URI.create(d.daemon.address() + path));
  }

  private void guards() {
    for (Contract.Operation o : contract.operations()) {
      HttpRequest.Builder request =
          plain(filled(o.path())).method(o.method(), BodyPublishers.noBody());
      contract.check(o, d.send(request.copy().header("Origin", "http://evil.test").build()));
      if (!o.open()) {
        contract.check(o, d.send(request.build()));
        contract.check(
            o, d.send(request.copy().header("Authorization", "Bearer dim_wrong").build()));
      }
    }
  }

  private void bodies() {
    for (Contract.Operation o : contract.operations()) {
      if (o.hasBody()) {
        call(o.method(), o.path(), "{}");
        call(o.method(), o.path(), "{\"x\":\"" + "x".repeat(1 << 20) + "\"}");
        contract.check(
            o,
            d.send(
                d.request(absolute(filled(o.path())))
                    .method(o.method(), BodyPublishers.ofString("{}"))
                    .build()));
      }
    }
  }

  private void access() {
    call("GET", "/health", "");
    call("GET", "/version", "");
    call("GET", "/openapi.json", "");
    String first = d.daemon.firstPassword().orElseThrow();
    String session =
        json(call("POST", V1 + "/auth/login", LOGIN.formatted(first))).get("token").asText();
    call("POST", V1 + "/auth/login", LOGIN.formatted("wrong"));
    callAs(session, "GET", V1 + "/auth/whoami", "");
    callAs(session, "POST", V1 + "/auth/password", CHANGE.formatted(first, "another-one"));
    callAs(session, "POST", V1 + "/auth/logout", "{}");
    var made = json(call("POST", V1 + "/tokens", "{\"name\":\"ci\",\"scope\":\"build\"}"));
    callAs(made.get("token").asText(), "POST", V1 + "/auth/logout", "{}");
    call("GET", V1 + "/tokens", "");
    call("DELETE", V1 + "/tokens/{id}", V1 + "/tokens/" + made.get("id").asText(), "");
  }

  private void credentials() {
    for (String type : List.of("git", "registry")) {
      String template = V1 + "/credentials/" + type + "/{host}";
      call("PUT", template, "{\"kind\":\"basic\",\"username\":\"me\",\"secret\":\"hidden\"}");
      call("GET", V1 + "/credentials", "");
      call("DELETE", template, "");
      call("DELETE", template, "");
      call("DELETE", template, V1 + "/credentials/" + type + "/-bad-", "");
    }
  }

  private ObjectNode submission(String tag) {
    return (ObjectNode)
        json(DaemonFixture.submission(git.url(), "main", REGISTRY + "/team/app", tag));
  }

  private HttpResponse<String> submit(ObjectNode body) {
    return call("POST", V1 + "/builds", body.toString());
  }

  private static String id(HttpResponse<String> build) {
    return json(build).path("id").asText();
  }

  private void builds() throws IOException, InterruptedException {
    git.commit(java.util.Map.of("Dockerfile", "FROM scratch\n"));
    submit(submission("1").put("image", "u/svc"));
    submit(submission("1").put("context", "../x"));
    submit(submission("1"));
    d.anonymous("git", git.url().getAuthority());
    submit(submission("1"));
    d.anonymous("registry", REGISTRY);
    HttpRequest keyed =
        d.request("/builds")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "one")
            .POST(BodyPublishers.ofString(submission("1").toString()))
            .build();
    contract.check(contract.operation("POST", V1 + "/builds"), d.send(keyed));
    HttpResponse<String> again = d.send(keyed);
    contract.check(contract.operation("POST", V1 + "/builds"), again);
    String id = id(again);
    assertThat(d.awaitEnd(id).status()).isEqualTo(BuildStatus.SUCCESS);
    String one = V1 + "/builds/" + id;
    call("GET", V1 + "/builds/{id}", one, "");
    call("GET", V1 + "/builds", "");
    call("GET", V1 + "/builds", V1 + "/builds?limit=0", "");
    call("POST", V1 + "/builds/{id}/cancel", one + "/cancel", "");
    assertThat(call("GET", V1 + "/builds/{id}/logs", one + "/logs?follow=true", "").body())
        .contains("final_status");
    call("GET", V1 + "/builds/{id}/logs", one + "/logs?from_seq=0", "");
    assertThat(call("GET", V1 + "/builds/{id}/steps", one + "/steps", "").body()).contains(STEP);
    HttpRequest.Builder events = d.request("/events");
    HttpResponse<InputStream> stream = d.http.send(events.build(), BodyHandlers.ofInputStream());
    contract.checkStream(contract.operation("GET", V1 + "/events"), stream);
    stream.body().close();
    contract.check(
        contract.operation("GET", V1 + "/events"),
        d.send(events.copy().header("Last-Event-ID", "x").build()));

    assertThat(d.awaitEnd(id(rebuild(id))).rebuildOf()).isEqualTo(id);
    d.send("DELETE", "/credentials/registry/" + REGISTRY, "");
    rebuild(id);
    d.send("DELETE", "/credentials/git/" + git.url().getAuthority(), "");
    rebuild(id);
    d.anonymous("git", git.url().getAuthority());
    d.anonymous("registry", REGISTRY);
  }

  private HttpResponse<String> rebuild(String id) {
    return call("POST", V1 + "/builds/{id}/rebuild", V1 + "/builds/" + id + "/rebuild", "");
  }

  private void unknownIds() {
    call("GET", V1 + "/builds/{id}", "");
    call("GET", V1 + "/builds/{id}/logs", "");
    call("GET", V1 + "/builds/{id}/steps", "");
    call("POST", V1 + "/builds/{id}/cancel", "");
    call("POST", V1 + "/builds/{id}/rebuild", "");
    call("DELETE", V1 + "/tokens/{id}", "");
  }

  /** Leaves one build running and one waiting, as many as this daemon takes. */
  private void fullQueue() {
    builder.script = (job, events, ctx) -> gate.await();
    String running = id(submit(submission("2")));
    Awaitility.await().until(() -> d.build(running).phase() == BuildPhase.BUILD);
    String waiting = id(submit(submission("3")));
    assertError(submit(submission("4")), 429, "queue.full");
    assertError(rebuild(running), 429, "queue.full");
    call("POST", V1 + "/builds/{id}/cancel", V1 + "/builds/" + waiting + "/cancel", "");
    assertThat(d.build(waiting).status()).isEqualTo(BuildStatus.CANCELED);
  }

  private void draining() throws InterruptedException {
    String id = json(d.get("/builds")).at("/builds/0/id").asText();
    Thread closing = Thread.ofVirtual().start(d.daemon::close);
    Awaitility.await()
        .until(() -> d.send("POST", "/builds/" + id + "/rebuild", "").statusCode() == 503);
    assertError(submit(submission("5")), 503, "daemon.draining");
    assertError(rebuild(id), 503, "daemon.draining");
    gate.countDown();
    closing.join();
  }

  private void throttled() {
    for (int i = 0; i < 6; i++) {
      call("POST", V1 + "/auth/login", LOGIN.formatted("wrong"));
    }
    for (int i = 0; i < 6; i++) {
      call("POST", V1 + "/auth/password", CHANGE.formatted("wrong", "long enough"));
    }
  }
}
