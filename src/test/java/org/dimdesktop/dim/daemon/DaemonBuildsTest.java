package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.dim.daemon.DaemonFixture.assertError;
import static org.dimdesktop.dim.daemon.DaemonFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.dimdesktop.build.BuildEvents.Stream;
import org.dimdesktop.build.StepState;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestGit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The queue, clones from a real git server, logs and events; the engine's part is scripted. */
class DaemonBuildsTest {
  private static final String REGISTRY = "registry.test";
  private static final String IMAGE = REGISTRY + "/team/app";

  @TempDir Path data;
  private final ScriptedBuilder builder = new ScriptedBuilder();
  private final CountDownLatch gate = new CountDownLatch(1);
  private DaemonFixture d;
  private TestGit git;
  private URI repo;
  private String commit;

  @BeforeEach
  void start() {
    git = TestGit.open();
    commit = git.commit(Map.of("Dockerfile", "FROM scratch\n", "sub/Dockerfile", "FROM scratch\n"));
    repo = git.url();
    d = DaemonFixture.start(data, builder);
    admit(d);
  }

  private void admit(DaemonFixture fixture) {
    fixture.anonymous("git", repo.getAuthority());
    fixture.anonymous("registry", REGISTRY);
  }

  @AfterEach
  void stop() {
    gate.countDown();
    d.close();
    git.close();
  }

  private String submit(String tag) {
    return d.submit(repo, "main", IMAGE, tag);
  }

  private void restart(DaemonConfig config) {
    d.close();
    d = DaemonFixture.start(config, builder);
  }

  private void hold() {
    builder.script = (job, events, ctx) -> gate.await();
  }

  private void awaitPhase(String id, BuildPhase phase) {
    Awaitility.await().until(() -> d.build(id).phase() == phase);
  }

  @Test
  void aBranchATagAndACommitAreBuilt() throws IOException {
    List<List<String>> seen = new ArrayList<>();
    builder.script =
        (job, events, ctx) -> {
          try (var files = Files.list(job.contextDir())) {
            seen.add(files.map(f -> f.getFileName().toString()).sorted().toList());
          }
        };
    git.annotatedTag("v1");
    git.commit(Map.of("later", "x"));
    for (String ref : List.of("main", "v1", commit)) {
      Build build = d.awaitEnd(d.submit(repo, ref, IMAGE, "t"));
      assertThat(build.status()).as("%s", build).isEqualTo(BuildStatus.SUCCESS);
      assertThat(build.commit()).isEqualTo(ref.equals("main") ? git.head() : commit);
      assertThat(build.digest()).isEqualTo(ScriptedBuilder.DIGEST);
      assertThat(build.requestedBy()).isEqualTo("tester");
    }
    assertThat(seen)
        .containsExactly(
            List.of("Dockerfile", "later", "sub"),
            List.of("Dockerfile", "sub"),
            List.of("Dockerfile", "sub"));
    try (var work = Files.list(data.resolve("work"))) {
      assertThat(work).as("clones left behind").isEmpty();
    }
  }

  @Test
  void whatACloneCanFailWith() throws IOException {
    assertFailure(d.submit(repo, "nope", IMAGE, "1"), "ref_not_found");
    assertFailure(d.submit(repo, "0".repeat(40), IMAGE, "2"), "ref_not_found");
    assertFailure(d.submit(repo.resolve("missing.git"), "main", IMAGE, "3"), "clone_failed");
    String body =
        "{\"repo\":\"" + repo + "\",\"ref\":\"main\",\"image\":\"" + IMAGE + "\",\"tag\":\"4\",";
    assertFailure(
        json(d.send("POST", "/builds", body + "\"dockerfile\":\"none\"}")).path("id").asText(),
        "dockerfile_missing");
    try (TestGit evil = TestGit.open()) {
      evil.commit(Map.of("Dockerfile", "FROM scratch\n"));
      evil.commitLink("out", "/etc/hostname");
      assertFailure(d.submit(evil.url(), "main", IMAGE, "5"), "path.escape");
    }
  }

  private void assertFailure(String id, String errorClass) {
    Build build = d.awaitEnd(id);
    assertThat(build.status()).isEqualTo(BuildStatus.FAILURE);
    assertThat(build.errorClass()).as("%s", build).isEqualTo(errorClass);
    assertThat(build.errorSummary()).isNotBlank();
  }

  @Test
  void aPrivateRepositoryNeedsItsCredential() {
    TestBed.Git server = TestBed.require().git();
    try (TestGit closed = TestGit.closed()) {
      closed.commit(Map.of("Dockerfile", "FROM scratch\n"));
      assertFailure(d.submit(closed.url(), "main", IMAGE, "1"), "clone_failed");
      d.basic("git", repo.getAuthority(), server.user(), server.password());
      builder.script =
          (job, events, ctx) -> {
            String pair = server.user() + ":" + server.password();
            String base64 =
                Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
            events.line(Stream.STDOUT, "[1/1] RUN", "token " + server.password() + " " + base64);
            String name = "[1/1] RUN x " + server.password();
            Instant now = Instant.ofEpochMilli(1_700_000_000_123L);
            String error = "error " + server.password();
            events.steps(List.of(new StepState(1, name, now, null, false, null, 3, null)));
            events.steps(List.of(new StepState(1, name, now, now, false, error, 3, name + "\0")));
            events.line(Stream.STDERR, null, "half \uD800 and \0");
            events.line(Stream.STDOUT, null, "y".repeat(40_000));
          };
      String id = d.submit(closed.url(), "main", IMAGE, "2");
      assertThat(d.awaitEnd(id).status()).isEqualTo(BuildStatus.SUCCESS);
      String log = d.get("/builds/" + id + "/logs").body();
      assertThat(log).contains("token ***").doesNotContain(server.password());
      assertThat(log).contains("half \uFFFD and \uFFFD");
      assertThat(log.lines().filter(l -> l.contains("yyy")).count()).isEqualTo(3);
      assertThat(json(d.get("/builds/" + id + "/steps")))
          .isEqualTo(
              json(
                  """
                  {"steps":[{"number":1,"name":"[1/1] RUN x ***",\
                  "started_at":"2023-11-14T22:13:20.123Z","finished_at":"2023-11-14T22:13:20.123Z",\
                  "cached":false,"error":"error ***","dockerfile_line":3,\
                  "dockerfile_text":"[1/1] RUN x ***\uFFFD"}]}\
                  """));
      assertError(d.get("/builds/01ARZ3NDEKTSV4RRFFQ69G5FAV/steps"), 404, "build.not_found");
    }
  }

  @Test
  void cancelInEveryPhaseEndsTheBuild() {
    hold();
    String running = submit("1");
    awaitPhase(running, BuildPhase.BUILD);
    String waiting = submit("1");
    HttpResponse<String> queued = d.send("POST", "/builds/" + waiting + "/cancel", "");
    assertThat(json(queued).path("status").asText()).isEqualTo("canceled");
    HttpResponse<String> stopped = d.send("POST", "/builds/" + running + "/cancel", "");
    assertThat(json(stopped).path("status").asText()).isEqualTo("canceled");
    assertError(d.send("POST", "/builds/" + running + "/cancel", ""), 409, "build.finished");
    builder.script = (job, events, ctx) -> {};
    builder.pushGate = gate;
    String pushing = submit("2");
    awaitPhase(pushing, BuildPhase.PUSH);
    assertThat(json(d.send("POST", "/builds/" + pushing + "/cancel", "")).path("status").asText())
        .isEqualTo("canceled");
  }

  @Test
  void aBuilderThatIgnoresACancelIsRecordedAsCancelledInTime() {
    builder.script = (job, events, ctx) -> awaitUninterruptibly(gate);
    String id = submit("1");
    awaitPhase(id, BuildPhase.BUILD);
    long begin = System.nanoTime();
    HttpResponse<String> answer = d.send("POST", "/builds/" + id + "/cancel", "");
    assertThat(json(answer).path("status").asText()).isEqualTo("canceled");
    assertThat(Duration.ofNanos(System.nanoTime() - begin)).isLessThan(Duration.ofSeconds(5));
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    while (latch.getCount() > 0) {
      try {
        latch.await();
      } catch (InterruptedException e) {
        // the test is about a builder that does not listen
      }
    }
  }

  @Test
  void theQueueIsBoundedAndOneTagIsBuiltOnce() {
    restart(DaemonFixture.config(data, 2, 2, Duration.ofMinutes(5)));
    hold();
    String first = submit("same");
    awaitPhase(first, BuildPhase.BUILD);
    String second = submit("same");
    submit("same");
    assertError(
        d.send("POST", "/builds", DaemonFixture.submission(repo, "main", IMAGE, "same")),
        429,
        "queue.full");
    assertThat(d.build(second).status()).isEqualTo(BuildStatus.QUEUED);
    gate.countDown();
    assertThat(d.awaitEnd(second).status()).isEqualTo(BuildStatus.SUCCESS);
    assertThat(builder.most.get()).isEqualTo(1);
  }

  @Test
  void aBuildThatTakesTooLongFails() {
    restart(DaemonFixture.config(data, 1, 5, Duration.ofMillis(1500)));
    hold();
    Build build = d.awaitEnd(submit("1"));
    assertThat(build.errorClass()).isEqualTo("timeout");
  }

  @Test
  void anIdempotencyKeyAnswersWithTheFirstBuild() {
    String body = DaemonFixture.submission(repo, "main", IMAGE, "1");
    var request =
        d.request("/builds")
            .header("Content-Type", "application/json")
            .header("Idempotency-Key", "k1")
            .POST(BodyPublishers.ofString(body))
            .build();
    HttpResponse<String> first = d.send(request);
    HttpResponse<String> second = d.send(request);
    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.headers().firstValue("Location"))
        .contains("/api/v1/builds/" + json(first).path("id").asText());
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(json(second).path("id")).isEqualTo(json(first).path("id"));
  }

  @Test
  void rebuildRepeatsTheInputsAndListsPageNewestFirst() {
    String first = submit("1");
    d.awaitEnd(first);
    HttpResponse<String> again = d.send("POST", "/builds/" + first + "/rebuild", "");
    assertThat(again.statusCode()).isEqualTo(201);
    String second = json(again).path("id").asText();
    assertThat(json(again).path("rebuild_of").asText()).isEqualTo(first);
    d.awaitEnd(second);
    JsonNode page = json(d.get("/builds?limit=1&status=success&q=TEAM/app"));
    assertThat(page.at("/builds/0/id").asText()).isEqualTo(second);
    JsonNode next = json(d.get("/builds?limit=1&cursor=" + page.path("next_cursor").asText()));
    assertThat(next.at("/builds/0/id").asText()).isEqualTo(first);
    assertThat(next.path("next_cursor").isNull()).isTrue();
  }

  @Test
  void followersSeeEveryLineOnceAndTheEnd() throws Exception {
    int count = 30_000;
    CountDownLatch printing = new CountDownLatch(1);
    builder.script =
        (job, events, ctx) -> {
          printing.await();
          for (int i = 0; i < count; i++) {
            events.line(Stream.STDOUT, null, "line " + i);
          }
        };
    String id = submit("1");
    var follow = d.request("/builds/" + id + "/logs?follow=true").build();
    var answer = d.http.sendAsync(follow, BodyHandlers.ofLines());
    var sse =
        d.http.sendAsync(
            d.request("/builds/" + id + "/logs?follow=true")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", "2")
                .build(),
            BodyHandlers.ofString());
    printing.countDown();
    List<JsonNode> lines = answer.get().body().map(DaemonFixture::json).toList();
    assertThat(lines.getLast().path("final_status").asText()).isEqualTo("success");
    List<Long> seqs =
        lines.subList(0, lines.size() - 1).stream().map(l -> l.path("seq").asLong()).toList();
    assertThat(seqs).hasSizeGreaterThan(count).doesNotHaveDuplicates().isSorted();
    assertThat(seqs.getFirst()).isEqualTo(1);
    assertThat(seqs.getLast()).isEqualTo(seqs.size()).isEqualTo(d.build(id).lastSeq());
    String events = sse.get().body();
    assertThat(events).startsWith("id: 3\nevent: log\ndata: {");
    assertThat(events).endsWith("event: final\ndata: {\"status\":\"success\"}\n\n");
    assertThat(json(d.get("/builds/" + id + "/logs?from_seq=" + seqs.size())).path("seq").asLong())
        .isEqualTo(seqs.size());
    assertError(d.get("/builds/" + id + "/logs?from_seq=0"), 400, "request.invalid");
  }

  @Test
  void aFollowerThatDoesNotReadHoldsUpNobodyAndLosesNothing() throws Exception {
    int count = 20_000;
    String kilobyte = "x".repeat(1000);
    CountDownLatch printing = new CountDownLatch(1);
    builder.script =
        (job, events, ctx) -> {
          printing.await();
          for (int i = 0; i < count; i++) {
            events.line(Stream.STDOUT, null, kilobyte);
          }
        };
    String id = submit("1");
    try (FaultProxy stuck = FaultProxy.onTcp(d.daemon.address())) {
      String logs = "/builds/" + id + "/logs?follow=true";
      var slow =
          d.http.send(
              HttpRequest.newBuilder(URI.create("http://" + stuck.address() + "/api/v1" + logs))
                  .header("Authorization", "Bearer " + d.token())
                  .build(),
              BodyHandlers.ofInputStream());
      stuck.stall(true);
      var other = d.http.sendAsync(d.request(logs).build(), BodyHandlers.ofString());
      printing.countDown();
      assertThat(d.awaitEnd(id).status()).isEqualTo(BuildStatus.SUCCESS);
      String all = other.get().body();
      assertThat(all).endsWith("{\"final_status\":\"success\"}\n");
      stuck.heal();
      assertThat(new String(slow.body().readAllBytes(), StandardCharsets.UTF_8).equals(all))
          .as("the slow follower's lines are the other one's")
          .isTrue();
    }
  }

  @Test
  void eventsTellEveryChangeAndResume() throws Exception {
    var stream = d.http.send(d.request("/events").build(), BodyHandlers.ofInputStream()).body();
    List<String> phases = new ArrayList<>();
    String lastId = "";
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
      String id = submit("1");
      String line;
      while ((line = reader.readLine()) != null && !phases.contains("success")) {
        if (line.startsWith("id: ") && lastId.isEmpty()) {
          lastId = line.substring(4);
        } else if (line.startsWith("data: ")) {
          JsonNode build = json(line.substring(6));
          assertThat(build.path("id").asText()).isEqualTo(id);
          String phase = build.path("phase").asText(build.path("status").asText());
          phases.add(build.path("phase").isNull() ? build.path("status").asText() : phase);
        }
      }
    }
    assertThat(phases.stream().distinct())
        .containsExactly("queued", "clone", "build", "push", "success");
    var resumed =
        d.http.send(
            d.request("/events").header("Last-Event-ID", lastId).build(),
            BodyHandlers.ofInputStream());
    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(resumed.body(), StandardCharsets.UTF_8))) {
      String second = reader.lines().filter(l -> l.startsWith("data: ")).findFirst().orElseThrow();
      assertThat(json(second.substring(6)).path("phase").asText()).isEqualTo("clone");
    }
  }

  @Test
  void aRestartKeepsQueuedBuildsAndEndsRunningOnes() {
    restart(DaemonFixture.config(data, 1, 50, Duration.ofMinutes(5)));
    hold();
    String running = submit("1");
    awaitPhase(running, BuildPhase.BUILD);
    String queued = submit("2");
    restart(DaemonFixture.config(data, 1, 50, Duration.ofMinutes(5)));
    Build lost = d.build(running);
    assertThat(lost.status()).isEqualTo(BuildStatus.FAILURE);
    assertThat(lost.errorClass()).isEqualTo("daemon_restarted");
    gate.countDown();
    assertThat(d.awaitEnd(queued).status()).isEqualTo(BuildStatus.SUCCESS);
  }
}
