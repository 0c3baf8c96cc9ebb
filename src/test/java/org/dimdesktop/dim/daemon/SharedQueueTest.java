package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.dimdesktop.dim.daemon.DaemonFixture.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dimdesktop.build.BuildEvents;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.daemon.store.DatabaseUrl;
import org.dimdesktop.dim.daemon.store.Retention;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.support.TestPostgres;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two daemons on one PostgreSQL: whichever is asked, and whichever of them is cut off. */
class SharedQueueTest {
  private static final String REGISTRY = "registry.test";
  private static final String IMAGE = REGISTRY + "/team/app";
  private static final String KEY = Base64.getEncoder().encodeToString(new byte[32]);

  @TempDir Path data;
  private final TestPostgres postgres = TestPostgres.create();
  private final FaultProxy way = FaultProxy.onTcp(postgres.address());
  private final ScriptedBuilder builder = new ScriptedBuilder();
  private final CountDownLatch gate = new CountDownLatch(1);
  private final TestGit git = TestGit.open();
  private DaemonFixture worker;

  @SuppressWarnings("NullAway.Init") // where a test has asked for it
  private DaemonFixture other;

  @BeforeEach
  void start() {
    git.commit(Map.of("Dockerfile", "FROM scratch\n"));
    worker = daemon("worker", postgres.secretUrl(way.address()));
    worker.anonymous("git", git.url().getAuthority());
    worker.anonymous("registry", REGISTRY);
  }

  private DaemonFixture daemon(String name, String url) {
    StorageConfig storage =
        new StorageConfig(
            DatabaseUrl.parse(url, "x"), KEY, Retention.Limits.NONE, Duration.ofSeconds(3));
    return DaemonFixture.start(
        DaemonFixture.config(data.resolve(name), 1, 50, Duration.ofMinutes(5), storage), builder);
  }

  /** A daemon that is asked about a build which the first one runs. */
  private String startAtWorker(ScriptedBuilder.Script script) {
    builder.script = script;
    URI repo = git.url();
    String id = worker.submit(repo, "main", IMAGE, "1");
    Awaitility.await().until(() -> builder.running.get() == 1);
    other = daemon("other", postgres.secretUrl());
    return id;
  }

  @AfterEach
  void stop() {
    gate.countDown();
    way.heal();
    worker.http.shutdownNow(); // an answer that nobody reads would be waited for
    worker.close();
    if (other != null) {
      other.http.shutdownNow();
      other.close();
    }
    git.close();
    way.close();
    postgres.close();
  }

  @Test
  void aHundredFollowersAtBothDaemonsSeeEveryLineOnceWhateverASlowOneDoes() throws Exception {
    int count = 3_000;
    String id =
        startAtWorker((job, events, ctx) -> {
          gate.await();
          for (int i = 0; i < count; i++) {
            events.line(BuildEvents.Stream.STDOUT, null, "line " + i + "x".repeat(200));
          }
        });
    String path = "/builds/" + id + "/logs?follow=true";
    // One that never reads: its connection fills up.
    HttpResponse<java.io.InputStream> stuck =
        other.http.send(other.request(path).build(), BodyHandlers.ofInputStream());
    List<CompletableFuture<HttpResponse<Stream<String>>>> followers = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      DaemonFixture at = i % 2 == 0 ? worker : other;
      followers.add(at.http.sendAsync(at.request(path).build(), BodyHandlers.ofLines()));
    }
    gate.countDown();
    for (CompletableFuture<HttpResponse<Stream<String>>> follower : followers) {
      List<JsonNode> lines = follower.get().body().map(DaemonFixture::json).toList();
      assertThat(lines.getLast().path("final_status").asText()).isEqualTo("success");
      assertThat(lines.subList(0, lines.size() - 1).stream().map(l -> l.path("seq").asLong()))
          .hasSizeGreaterThan(count)
          .containsExactlyElementsOf(LongStream.range(1, lines.size()).boxed().toList());
    }
    stuck.body().close();
  }

  @Test
  void aCancelReachesTheDaemonThatRunsTheBuild() {
    String id = startAtWorker((job, events, ctx) -> gate.await());
    HttpResponse<String> answer = other.send("POST", "/builds/" + id + "/cancel", "");
    assertThat(json(answer).path("status").asText()).as(answer.body()).isEqualTo("canceled");
    Awaitility.await().until(() -> builder.running.get() == 0);
    assertThat(other.log(id)).last().isEqualTo("Canceled");
  }

  @Test
  void aDaemonThatIsCutOffStopsItsBuildAndTheOtherEndsIt() {
    String id = startAtWorker((job, events, ctx) -> gate.await());
    way.refuse(true);
    way.cut();
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .until(() -> builder.running.get() == 0 && other.build(id).status().isEnd());
    Build lost = other.build(id);
    assertThat(lost.status()).isEqualTo(BuildStatus.FAILURE);
    assertThat(lost.errorClass()).isEqualTo("daemon_restarted");
    way.heal();
    gate.countDown();
    String next = other.submit(git.url(), "main", IMAGE, "1");
    assertThat(other.awaitEnd(next).status()).isEqualTo(BuildStatus.SUCCESS);
    Awaitility.await()
        .atMost(Duration.ofSeconds(60))
        .ignoreExceptions()
        .until(() -> worker.build(next).status() == BuildStatus.SUCCESS);
    assertThat(worker.build(id)).isEqualTo(lost);
  }

  @Test
  void aShortLossOfTheDatabaseCostsNothing() {
    String id =
        startAtWorker((job, events, ctx) -> {
          events.line(BuildEvents.Stream.STDOUT, null, "before");
          gate.await();
          events.line(BuildEvents.Stream.STDOUT, null, "after");
        });
    postgres.cutConnections();
    gate.countDown();
    assertThat(other.awaitEnd(id).status()).isEqualTo(BuildStatus.SUCCESS);
    assertThat(other.log(id)).contains("before", "after");
  }
}
