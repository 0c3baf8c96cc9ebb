package org.dimdesktop.engine.transport;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.dimdesktop.engine.Engines;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.RunSpec;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestImages;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EngineConnectionTest {
  private static final String ENGINES = "org.dimdesktop.support.TestBed#everyEngine";
  private static final EngineRequest EVENTS = EngineRequest.get("events", "follow", "the engine");

  @ParameterizedTest
  @MethodSource(ENGINES)
  void theVersionIsTheEnginesOrOurNewest(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine)) {
      ApiVersion used = ApiVersion.parse(connection.apiVersion());
      String theirs =
          connection
              .execute(EngineRequest.get("version", "ask", "the engine").withoutVersion())
              .json()
              .path("ApiVersion")
              .asText();

      ApiVersion newest = ApiVersion.parse(theirs);
      assertThat(used)
          .isEqualTo(newest.compareTo(ApiVersion.NEWEST) < 0 ? newest : ApiVersion.NEWEST);
      assertThat(
              connection.execute(EngineRequest.get("info", "ask", "it")).json().path("ID").asText())
          .isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void overTcpTheSameHolds(Engine engine) {
    try (FaultProxy proxy = FaultProxy.onTcp(engine.uri());
        EngineConnection connection =
            new EngineConnection(EngineEndpoint.of(proxy.uri().toString()))) {
      assertThat(connection.execute(EngineRequest.get("info", "ask", "it")).json()).isNotEmpty();
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void closingOrInterruptingABlockedReadReturnsWithinATenthOfASecond(Engine engine)
      throws Exception {
    try (EngineConnection connection = Engines.connect(engine);
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      for (boolean interrupt : new boolean[] {false, true}) {
        EngineResponse events = connection.execute(EVENTS);
        CompletableFuture<Thread> reader = new CompletableFuture<>();
        var end =
            io.submit(() -> {
              reader.complete(Thread.currentThread());
              events.jsonStream().next();
              return null;
            });
        Thread thread = reader.get(5, TimeUnit.SECONDS);
        Awaitility.await().until(() -> thread.getState() == Thread.State.WAITING);

        long start = System.nanoTime();
        if (interrupt) {
          thread.interrupt();
        } else {
          events.close();
        }

        assertThatThrownBy(() -> end.get(5, TimeUnit.SECONDS))
            .cause()
            .isInstanceOfSatisfying(
                FailureException.class,
                e -> assertThat(e.failure()).isInstanceOf(Failure.Cancelled.class));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofMillis(100));
        events.close();
      }
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void twoHundredCancelledStreamsLeaveNoThreadAndNoSocket(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine);
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      connection.execute(EVENTS).close();
      long socketsBefore = sockets();
      int threadsBefore = Thread.activeCount();
      List<EngineResponse> open = new ArrayList<>();
      for (int i = 0; i < 200; i++) {
        EngineResponse events = connection.execute(EVENTS);
        open.add(events);
        io.execute(() -> {
          try {
            events.jsonStream().next();
          } catch (FailureException expected) {
            assertThat(expected.failure()).isInstanceOf(Failure.Cancelled.class);
          }
        });
      }
      assertThat(sockets()).isGreaterThanOrEqualTo(socketsBefore + 200);

      open.forEach(EngineResponse::close);

      Awaitility.await()
          .atMost(Duration.ofSeconds(3))
          .untilAsserted(() -> assertThat(sockets()).isLessThanOrEqualTo(socketsBefore));
      assertThat(Thread.activeCount()).isLessThanOrEqualTo(threadsBefore + 2);
    }
  }

  private static long sockets() {
    try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
      return files.filter(EngineConnectionTest::isSocket).count();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static boolean isSocket(Path fd) {
    try {
      return Files.readSymbolicLink(fd).toString().startsWith("socket:");
    } catch (IOException e) {
      return false; // the listing's own descriptor, closed by now
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void halfClosingAnExecLetsItEndAndAnswer(Engine engine) throws Exception {
    try (EngineConnection connection = Engines.connect(engine);
        TestImages images = new TestImages(engine)) {
      String image = images.make("exec", Recipe.shell().withCmd("sleep", "1000"));
      ContainerService containers = new ContainerService(connection);
      String container = containers.run(RunSpec.of(image));
      try {
        String answer = exec(connection, container, "twelve bytes".getBytes(UTF_8), "wc", "-c");
        assertThat(answer).contains("12");
      } finally {
        containers.remove(container, true, true);
      }
    }
  }

  private static String exec(EngineHttp http, String container, byte[] input, String... command)
      throws IOException {
    ObjectNode create = JsonNodeFactory.instance.objectNode();
    create.put("AttachStdin", true).put("AttachStdout", true).put("AttachStderr", true);
    for (String word : command) {
      create.withArray("Cmd").add(word);
    }
    String id =
        http.execute(
                EngineRequest.post("containers/" + container + "/exec", "exec", container)
                    .withJson(create))
            .json()
            .path("Id")
            .asText();
    EngineRequest start =
        EngineRequest.post("exec/" + id + "/start", "exec", container)
            .withJson(JsonNodeFactory.instance.objectNode().put("Detach", false));
    try (DuplexStream stream = http.upgrade(start)) {
      stream.output().write(input);
      stream.halfClose();
      return new String(stream.input().readAllBytes(), UTF_8);
    }
  }

  @ParameterizedTest
  @MethodSource(ENGINES)
  void aMissingContainerIsNotFoundAlsoWhenUpgrading(Engine engine) {
    try (EngineConnection connection = Engines.connect(engine)) {
      assertThatThrownBy(() -> exec(connection, "no-such-container", new byte[0], "true"))
          .isInstanceOfSatisfying(
              FailureException.class,
              e -> assertThat(e.failure()).isInstanceOf(Failure.NotFound.class));
    }
  }

  @Test
  void aMissingSocketSaysSo(@TempDir Path dir) {
    assertThat(failure("unix://" + dir.resolve("none.sock")))
        .isInstanceOfSatisfying(
            Failure.Unreachable.class, f -> assertThat(f.cause()).contains("there is no socket"));
  }

  @Test
  void aClosedPortSaysSo() {
    assertThat(failure("tcp://127.0.0.1:1"))
        .isInstanceOfSatisfying(
            Failure.Unreachable.class, f -> assertThat(f.cause()).contains("nothing listens"));
  }

  @Test
  void aSchemeThatIsNotSupportedSaysSo() {
    assertThat(failure("ssh://host")).isInstanceOf(Failure.Unsupported.class);
  }

  private static Failure failure(String host) {
    try (EngineConnection connection = new EngineConnection(EngineEndpoint.of(host))) {
      connection.apiVersion();
    } catch (FailureException e) {
      return e.failure();
    }
    throw new AssertionError(String.format(Locale.ROOT, "%s answered", host));
  }
}
