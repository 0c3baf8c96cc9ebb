package org.dimdesktop.dim.client;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.RealDaemon;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The client against a real daemon, with a proxy that cuts its connections. */
class DimClientTest {
  private final RealDaemon daemon = new RealDaemon();
  private final FaultProxy proxy = FaultProxy.onTcp(daemon.uri());
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final DimClient client = client(daemon.at(URI.create("http://" + proxy.address())));

  private static DimClient client(DaemonAddress address) {
    return new DimClient(address.uri(), address::token);
  }

  @BeforeEach
  void hosts() {
    daemon.allowHosts(client);
  }

  @AfterEach
  void close() {
    client.close();
    proxy.close();
    daemon.close();
    io.close();
  }

  @Test
  void followsALogOverCutConnectionsWithoutLossOrRepeat() {
    BuildRequest request =
        daemon.request("for i in 1 2 3 4 5 6 7 8 9; do echo line $i; /busybox sleep 0.4; done");
    Build build = client.submit(request, null);
    ConcurrentLinkedQueue<LogLine> lines = new ConcurrentLinkedQueue<>();
    AtomicInteger cuts = new AtomicInteger();
    BuildStatus end =
        client.followLogs(
            build.id(),
            1,
            line -> {
              lines.add(line);
              if (line.line().contains(" line") && cuts.get() < 4) {
                cuts.incrementAndGet();
                proxy.cut();
              }
            },
            OperationContext.NONE);
    assertThat(end).isEqualTo(BuildStatus.SUCCESS);
    assertThat(cuts).hasValue(4);
    assertThat(lines.stream().map(LogLine::seq))
        .containsExactlyElementsOf(LongStream.rangeClosed(1, lines.size()).boxed().toList());
    assertThat(lines.stream().filter(l -> l.line().matches("#\\d+ [\\d.]+ line \\d"))).hasSize(9);
    ConcurrentLinkedQueue<LogLine> stored = new ConcurrentLinkedQueue<>();
    client.logs(build.id(), 3, stored::add, OperationContext.NONE);
    assertThat(stored).containsExactlyElementsOf(lines.stream().skip(2).toList());
    Build ended = client.get(build.id());
    assertThat(ended.digest()).startsWith("sha256:");
    assertThat(ended.lastSeq()).isEqualTo(lines.size());
  }

  @Test
  void hearsOfBuildsAgainAfterTheConnectionWasCut() {
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    BuildListener listener =
        new BuildListener() {
          @Override
          public void connected() {
            heard.add("connected");
          }

          @Override
          public void changed(Build build) {
            heard.add(build.id() + " " + build.status());
          }

          @Override
          public void disconnected(Failure why) {
            heard.add("disconnected");
          }
        };
    try (Subscription _ = client.events(listener, null, io)) {
      await().atMost(10, SECONDS).until(() -> heard.contains("connected"));
      proxy.cut();
      await()
          .atMost(10, SECONDS)
          .untilAsserted(
              () -> assertThat(List.copyOf(heard)).containsSequence("disconnected", "connected"));
      Build build = client.submit(daemon.request("echo done"), null);
      await().atMost(60, SECONDS).until(() -> heard.contains(build.id() + " SUCCESS"));
      assertThat(heard).contains(build.id() + " RUNNING");
    }
  }

  @Test
  void cancelsRebuildsAndListsBuilds() {
    Build build = client.submit(daemon.request("/busybox sleep 300"), "key-1");
    assertThat(client.submit(daemon.request("/busybox sleep 300"), "key-1").id())
        .isEqualTo(build.id());
    await().atMost(30, SECONDS).until(() -> client.get(build.id()).phase() != null);
    client.cancel(build.id());
    await().atMost(6, SECONDS).until(() -> client.get(build.id()).status() == BuildStatus.CANCELED);
    Build again = client.rebuild(build.id());
    assertThat(again.rebuildOf()).isEqualTo(build.id());
    assertThat(client.list(BuildQuery.newest()).builds())
        .extracting(Build::id)
        .containsExactly(again.id(), build.id());
    client.cancel(again.id());
    FailureException twice =
        catchThrowableOfType(FailureException.class, () -> client.cancel(build.id()));
    assertThat(twice.failure()).isInstanceOf(Failure.Conflict.class);
    assertThat(ApiException.of(twice).orElseThrow().code()).isEqualTo(ErrorCode.BUILD_FINISHED);
  }

  @Test
  void tellsTheDaemonsOwnErrors() {
    FailureException missing =
        catchThrowableOfType(
            FailureException.class,
            () ->
                client.submit(
                    BuildRequest.of("http://127.0.0.1:1/a.git", "main", "127.0.0.1:2/a", "1"),
                    null));
    assertThat(missing.failure()).isInstanceOf(Failure.Invalid.class);
    assertThat(ApiException.of(missing).orElseThrow().code())
        .isEqualTo(ErrorCode.CREDENTIALS_GIT_MISSING);
    assertThat(catchThrowableOfType(FailureException.class, () -> client.get("none")).failure())
        .isInstanceOf(Failure.NotFound.class);
    try (DimClient stranger =
        new DimClient(URI.create("http://" + proxy.address()), () -> "dim_wrong")) {
      assertThat(stranger.version().api()).isEqualTo(1);
      FailureException e =
          catchThrowableOfType(FailureException.class, () -> stranger.list(BuildQuery.newest()));
      assertThat(e.failure()).isInstanceOf(Failure.Unauthorized.class);
    }
  }

  @Test
  void saysWhetherADaemonIsThere() {
    try (DaemonLink link =
        new DaemonLink(new DaemonAddress(URI.create("http://127.0.0.1:1"), null))) {
      assertThat(link.probe()).isInstanceOf(DaemonLink.Absent.class);
      assertThat(link.use(new DaemonAddress(daemon.uri(), "dim_wrong")))
          .isInstanceOf(DaemonLink.Refused.class);
      assertThat(link.use(daemon.address())).isInstanceOf(DaemonLink.Connected.class);
    }
  }
}
