package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.dimdesktop.dim.daemon.DaemonFixture.assertError;
import static org.dimdesktop.dim.daemon.DaemonFixture.json;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.RegistryProbe;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestGit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A cancel ends the work itself: at the git server, at the engine, at the registry. */
class DaemonCancelTest {
  private static final Duration SOON = Duration.ofSeconds(5);

  @TempDir Path data;

  @ParameterizedTest
  @MethodSource(RealBuilds.ENGINES)
  void aBuildStepAndABuildThatWaits(Engine engine) {
    try (RealBuilds b = new RealBuilds(engine, TestGit.open(), data, 1)) {
      b.allowAnonymous();
      String marker = Integer.toString(ThreadLocalRandom.current().nextInt(100_000, 1_000_000));
      b.dockerfile("RUN echo %s; /bin/busybox sleep %s\n".formatted(b.run, marker));
      String image = b.image(b.registries.open(), "app");
      String running = b.daemon.submit(b.git.url(), "main", image, "1");
      String waiting = b.daemon.submit(b.git.url(), "main", image, "2");
      await().atMost(Duration.ofMinutes(1)).until(() -> sleeps(marker));

      assertCanceled(b, waiting);
      assertThat(b.daemon.build(waiting).startedAt()).isNull();
      assertCanceled(b, running);
      await().atMost(SOON).until(() -> !sleeps(marker));
      assertThat(b.daemon.log(running)).endsWith("Canceled");
      assertThat(RegistryProbe.digest(image + ":1")).isEmpty();
      assertThat(RegistryProbe.digest(image + ":2")).isEmpty();
      assertError(
          b.daemon.send("POST", "/builds/" + running + "/cancel", ""), 409, "build.finished");
    }
  }

  @Test
  void aClone() throws IOException {
    try (RealBuilds b = new RealBuilds(TestBed.require().engine(), TestGit.open(), data, 1);
        FaultProxy slow = FaultProxy.onTcp(b.git.url())) {
      b.dockerfile("RUN echo never " + b.run + "\n");
      URI repo = b.repositoryAt(slow.address());
      b.allowAnonymous();
      b.daemon.anonymous("git", slow.address());
      String image = b.image(b.registries.open(), "app");

      slow.stall(true); // before the refs are known
      String first = b.daemon.submit(repo, "main", image, "1");
      await().atMost(SOON).until(() -> slow.open() > 0);
      assertCanceled(b, first);
      int asked = slow.accepted();
      slow.heal(); // a clone that still went on would now be done in no time
      await().atMost(SOON).until(() -> slow.open() == 0);
      assertThat(slow.accepted()).isEqualTo(asked);

      slow.limit(64 * 1024); // while the pack comes
      String second = b.daemon.submit(repo, "main", image, "2");
      await().atMost(SOON).until(() -> packIsComing(second));
      assertCanceled(b, second);
      await().atMost(SOON).until(() -> slow.open() == 0);
      try (var left = Files.list(data.resolve("work"))) {
        assertThat(left).isEmpty();
      }
      assertThat(RegistryProbe.digest(image + ":1")).isEmpty();
      assertThat(RegistryProbe.digest(image + ":2")).isEmpty();
    }
  }

  private boolean packIsComing(String id) throws IOException {
    Path objects = data.resolve("work").resolve(id).resolve("git/objects");
    if (!Files.isDirectory(objects)) {
      return false;
    }
    try (var incoming = Files.newDirectoryStream(objects, "incoming_*.pack")) {
      return incoming.iterator().hasNext();
    }
  }

  @ParameterizedTest
  @MethodSource(RealBuilds.ENGINES)
  void aPush(Engine engine) {
    try (RealBuilds b = new RealBuilds(engine, TestGit.open(), data, 1);
        FaultProxy slow = FaultProxy.onTcp(URI.create("http://" + b.registries.open()))) {
      b.dockerfile(
          "RUN /bin/busybox dd if=/dev/urandom of=/random bs=1M count=8 # %s\n".formatted(b.run));
      b.allowAnonymous();
      b.daemon.anonymous("registry", slow.address());
      slow.limit(100 * 1024); // the push would take longer than a minute
      String id = b.daemon.submit(b.git.url(), "main", b.image(slow.address(), "app"), "1");
      b.awaitPhase(id, BuildPhase.PUSH);
      await().atMost(SOON).until(() -> slow.open() > 0);
      assertCanceled(b, id);
      slow.heal(); // what still went on would now be done in no time
      String pushed = b.image(b.registries.open(), "app") + ":1";
      await()
          .during(Duration.ofSeconds(2))
          .atMost(SOON)
          .until(() -> RegistryProbe.digest(pushed).isEmpty());
      b.assertNothingLeftOnTheEngine();
    }
  }

  private static void assertCanceled(RealBuilds b, String id) {
    HttpResponse<String> answer = b.daemon.send("POST", "/builds/" + id + "/cancel", "");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(json(answer).path("status").asText()).isEqualTo("canceled");
  }

  /** Whether the step's process is there; engines of the test bed share this machine. */
  private static boolean sleeps(String marker) {
    return ProcessHandle.allProcesses()
        .anyMatch(p ->
            p.info().arguments().stream()
                .anyMatch(a -> List.of(a).equals(List.of("sleep", marker))));
  }
}
