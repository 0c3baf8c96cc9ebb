package org.dimdesktop.engine.container;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.dimdesktop.engine.Engines;
import org.dimdesktop.engine.transport.EngineConnection;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.OperationQueue;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ContainerServiceTest {
  private static final String ENGINES = "org.dimdesktop.support.TestBed#everyEngine";

  /** An engine with an image that has a shell, and what was made on it is gone at the end. */
  private static final class Stand implements AutoCloseable {
    private final EngineConnection connection;
    private final TestImages images;
    private final ContainerService service;
    private final String image;
    private final List<String> made = new ArrayList<>();

    Stand(Engine engine) {
      connection = Engines.connect(engine);
      images = new TestImages(engine);
      service = new ContainerService(connection);
      image = images.make("shell", Recipe.shell());
    }

    String sh(boolean tty, String script) {
      RunSpec plain = RunSpec.of(image, "sh", "-c", script);
      return run(
          new RunSpec(
              plain.image(),
              "",
              plain.command(),
              List.of(),
              Map.of(),
              List.of(),
              List.of(),
              "no",
              false,
              tty,
              Map.of()));
    }

    String run(RunSpec spec) {
      String id = service.run(spec);
      made.add(id);
      return id;
    }

    @Override
    public void close() {
      made.forEach(id -> service.remove(id, true, true));
      images.close();
      connection.close();
    }
  }

  private static LogSink into(List<String> lines) {
    return (channel, bytes, offset, length) ->
        lines.add(channel + " " + new String(bytes, offset, length, UTF_8));
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void logsKeepTheirChannelsAndWholeCharacters(Engine engine) {
    try (Stand stand = new Stand(engine)) {
      String id =
          stand.sh(
              false,
              "printf 'a\\303'; printf '\\244b\\n'; echo err >&2; printf 'no end'; sleep 0.1");
      List<String> lines = new ArrayList<>();

      stand.service.logs(id, LogOptions.FOLLOW, into(new ArrayList<>()), OperationContext.NONE);
      // Followers of 20.10 may be let go before the last line: it is there when asked for.
      stand.service.logs(id, LogOptions.ALL, into(lines), OperationContext.NONE);

      assertThat(lines).containsExactlyInAnyOrder("STDOUT aäb", "STDERR err", "STDOUT no end");
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aTerminalsLogIsPlainWhateverItsFirstByte(Engine engine) {
    try (Stand stand = new Stand(engine)) {
      String id = stand.sh(true, "printf '\\001\\000\\000\\000first\\n'; echo second");
      List<String> lines = new ArrayList<>();

      stand.service.logs(id, LogOptions.FOLLOW, into(new ArrayList<>()), OperationContext.NONE);
      stand.service.logs(id, LogOptions.ALL, into(lines), OperationContext.NONE);

      assertThat(lines).hasSize(2);
      assertThat(lines.getFirst()).endsWith("first");
      assertThat(lines.getLast()).isEqualTo("STDOUT second");
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void longLinesAndManyLinesComeWhole(Engine engine) {
    try (Stand stand = new Stand(engine)) {
      String id =
          stand.sh(
              false, "head -c 300000 /dev/zero | tr '\\000' x; echo; seq 1 50000; exec sleep 1000");
      List<String> lines = new ArrayList<>();
      LogSink sink = into(lines);

      // Ended by hand: an old engine lets a follower go with its container, read to the end or not.
      stand.service.logs(
          id,
          LogOptions.FOLLOW,
          (channel, bytes, offset, length) -> {
            sink.line(channel, bytes, offset, length);
            if (lines.getLast().equals("STDOUT 50000")) {
              stand.service.kill(id, "KILL");
            }
          },
          OperationContext.NONE);

      assertThat(lines).hasSize(50_001);
      assertThat(lines.getFirst()).hasSize("STDOUT ".length() + 300_000);
      assertThat(lines.getLast()).isEqualTo("STDOUT 50000");

      lines.clear();
      stand.service.logs(
          id, new LogOptions(false, null, 2, true), into(lines), OperationContext.NONE);
      assertThat(lines).hasSize(2);
      assertThat(lines.getLast()).matches("STDOUT \\d{4}-\\d\\d-\\d\\dT\\S+Z 50000");
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aFollowedLogAndStatisticsEndWhenCancelled(Engine engine) {
    try (Stand stand = new Stand(engine);
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      String id = stand.sh(false, "while true; do :; done");
      List<ContainerStats> samples = Collections.synchronizedList(new ArrayList<>());
      OperationQueue queue = new OperationQueue(io);
      Operation<Boolean> log =
          queue.submit(
              Operation.Kind.OTHER,
              "follow",
              id,
              context -> {
                stand.service.logs(id, LogOptions.FOLLOW, into(new ArrayList<>()), context);
                return true;
              });
      Operation<Boolean> stats =
          queue.submit(
              Operation.Kind.OTHER,
              "measure",
              id,
              context -> {
                stand.service.stats(id, samples::add, context);
                return true;
              });
      try {
        Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> samples.size() >= 3);

        ContainerStats last = samples.getLast();
        assertThat(last.cpuPercent()).isBetween(1.0, 300.0);
        assertThat(last.memoryLimit()).isGreaterThan(1_000_000);
        assertThat(last.memoryUsed()).isBetween(1L, last.memoryLimit());
        assertThat(last.pids()).isGreaterThanOrEqualTo(1);
      } finally {
        queue.cancelAll(); // else nothing would ever end what follows
      }
      Awaitility.await()
          .atMost(Duration.ofSeconds(2))
          .until(() -> log.state().isEnd() && stats.state().isEnd());
      assertThat(log.state()).isEqualTo(Operation.State.CANCELLED);
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aContainerIsMadeAsSpecifiedAndGoesThroughItsLife(Engine engine) {
    try (Stand stand = new Stand(engine)) {
      String name = "dimtest-" + System.nanoTime();
      ContainerService service = stand.service;
      String id =
          stand.run(
              new RunSpec(
                  stand.image,
                  name,
                  List.of("-c", "echo $GREETING; exec sleep 1000"),
                  List.of("sh"),
                  Map.of("GREETING", "good day"),
                  List.of(new PortMapping("127.0.0.1", 80, 0, "tcp")),
                  List.of("/tmp:/host:ro"),
                  "on-failure:3",
                  false,
                  false,
                  Map.of("com.docker.compose.project", "p")));

      ContainerSummary made = service.summary(id).orElseThrow();
      assertThat(made.name()).isEqualTo(name);
      assertThat(made.state()).isEqualTo(ContainerStatus.RUNNING);
      assertThat(made.composeProject()).isEqualTo("p");
      assertThat(made.ports())
          .anySatisfy(port -> {
            assertThat(port.privatePort()).isEqualTo(80);
            assertThat(port.isPublished()).isTrue();
          });
      assertThat(service.list()).contains(made);
      var host = service.inspect(id).path("HostConfig");
      assertThat(host.path("RestartPolicy").path("MaximumRetryCount").asInt()).isEqualTo(3);
      assertThat(host.path("Binds").path(0).asText()).startsWith("/tmp:/host:ro");
      List<String> lines = new ArrayList<>();
      Awaitility.await()
          .until(() -> {
            service.logs(id, LogOptions.ALL, into(lines), OperationContext.NONE);
            return lines.contains("STDOUT good day");
          });

      service.pause(id);
      assertThat(service.summary(id).orElseThrow().state()).isEqualTo(ContainerStatus.PAUSED);
      service.unpause(id);
      service.rename(id, name + "-b");
      assertThat(service.summary(id).orElseThrow().name()).isEqualTo(name + "-b");
      service.restart(id, Duration.ZERO);
      service.kill(id, "KILL");
      Awaitility.await().until(() -> !service.summary(id).orElseThrow().state().isUp());
      service.start(id);
      service.stop(id, Duration.ZERO);
      assertThat(service.summary(id).orElseThrow().state()).isEqualTo(ContainerStatus.EXITED);
      assertThatThrownBy(() -> service.pause(id))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.Conflict.class));
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void whatCannotRunIsToldAndLeavesNothing(Engine engine) {
    try (Stand stand = new Stand(engine)) {
      assertThatThrownBy(() -> stand.service.run(RunSpec.of(stand.image, "/no/such/program")))
          .isInstanceOf(FailureException.class);
      assertThat(stand.service.list().stream().filter(c -> c.image().equals(stand.image)).toList())
          .isEmpty();
      assertThatThrownBy(() -> stand.service.run(RunSpec.of("dimtest-none:1")))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.NotFound.class));
    }
  }
}
