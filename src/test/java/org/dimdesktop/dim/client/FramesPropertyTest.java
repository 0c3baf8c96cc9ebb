package org.dimdesktop.dim.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.support.HostileText;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;

/** Whatever a server sends as a log, the client ends, and tells no line twice or out of order. */
@SuppressWarnings("NullAway.Init") // set before the first case
class FramesPropertyTest {
  private static final int LIMIT_SECONDS = 60;

  private static final ExecutorService IO = Executors.newVirtualThreadPerTaskExecutor();
  private static HttpServer server;
  private static DimHttp http;
  private static volatile byte[] answer = {};

  @BeforeContainer
  static void start() throws IOException {
    // Or the server's small writes wait 40 ms for each other, a hundred thousand times.
    System.setProperty("sun.net.httpserver.nodelay", "true");
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(IO);
    server.createContext(
        "/api/v1/builds/",
        exchange -> {
          String accept = String.valueOf(exchange.getRequestHeaders().getFirst("Accept"));
          boolean sse = accept.equals("text/event-stream");
          exchange
              .getResponseHeaders()
              .add("Content-Type", sse ? "text/event-stream" : "application/x-ndjson");
          byte[] bytes = answer;
          exchange.sendResponseHeaders(200, bytes.length == 0 ? -1 : bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    http = new DimHttp(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), () -> null);
  }

  @AfterContainer
  static void stop() {
    http.close();
    server.stop(0);
    IO.shutdownNow();
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aFollowedLogEndsWhateverIsSent(@ForAll("frames") String frames) {
    answer = frames.getBytes(UTF_8);
    List<LogLine> lines = new ArrayList<>();
    BuildLogs logs = new BuildLogs(http, "b", 1, lines::add);
    try {
      // No second try, for it would get the same answer.
      BuildStatus end = within(() -> logs.follow(OperationContext.NONE, 0, _ -> {}));
      assertThat(frames).contains("final").contains(end.wire());
    } catch (FailureException e) {
      assertThat(e.failure().cause()).isNotBlank();
    }
    assertInOrder(lines);
  }

  @Property(edgeCases = EdgeCasesMode.NONE)
  void aStoredLogEndsWhateverIsSent(@ForAll("lines") String text) {
    answer = text.getBytes(UTF_8);
    List<LogLine> lines = new ArrayList<>();
    BuildLogs logs = new BuildLogs(http, "b", 1, lines::add);
    try {
      within(() -> {
        logs.stored(OperationContext.NONE);
        return BuildStatus.SUCCESS;
      });
    } catch (FailureException e) {
      assertThat(e.failure().cause()).isNotBlank();
    }
    assertInOrder(lines);
  }

  private static BuildStatus within(java.util.function.Supplier<BuildStatus> work) {
    var running = CompletableFuture.supplyAsync(work, IO);
    try {
      return running.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof FailureException failure) {
        throw failure;
      }
      throw new AssertionError("the client broke", e.getCause());
    } catch (java.util.concurrent.TimeoutException e) {
      throw new AssertionError("the client hangs", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  private static void assertInOrder(List<LogLine> lines) {
    for (int i = 0; i < lines.size(); i++) {
      assertThat(lines.get(i).seq()).isGreaterThan(i == 0 ? 0 : lines.get(i - 1).seq());
      assertThat(lines.get(i).line()).isNotNull();
      assertThat(lines.get(i).stream()).isNotNull();
    }
  }

  @Provide
  Arbitrary<String> frames() {
    Arbitrary<String> field =
        Arbitraries.of("id", "event", "data", "retry", "", "Data", "\uFEFFid");
    Arbitrary<String> separator = Arbitraries.of(": ", ":", " : ", "");
    Arbitrary<String> value =
        Arbitraries.oneOf(
            json(),
            Arbitraries.of("log", "final", "1", "2", "99999999999999999999", "-1", "\0"),
            Arbitraries.of("{\"status\":\"success\"}", "{\"status\":\"\"}", "{\"status\":7}"),
            HostileText.any());
    Arbitrary<String> end = Arbitraries.of("\n", "\n\n", "\r\n", "\r\n\r\n", "\r", "");
    Arbitrary<String> wild =
        Combinators.combine(field, separator, value, end).as((f, s, v, e) -> f + s + v + e);
    Arbitrary<String> tame = json().map(line -> "id: 1\nevent: log\ndata: " + line + "\n\n");
    Arbitrary<String> last =
        Arbitraries.of("success", "failure", "queued", "", "\"")
            .map(status -> "event: final\ndata: {\"status\":\"" + status + "\"}\n\n");
    return Arbitraries.oneOf(wild, tame, last)
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("", parts));
  }

  @Provide
  Arbitrary<String> lines() {
    return Arbitraries.oneOf(json(), HostileText.any())
        .list()
        .ofMaxSize(10)
        .map(parts -> String.join("\n", parts));
  }

  /** Lines of a log, nearly. */
  private static Arbitrary<String> json() {
    return HostileText.of(
        "{\"seq\":1,\"stream\":\"stdout\",\"time\":\"2026-01-01T00:00:00Z\",\"line\":\"l\"}",
        "{\"seq\":2,\"stream\":\"stderr\",\"time\":\"2026-01-01T00:00:00Z\",\"line\":\"m\"}",
        "{\"seq\":3,\"stream\":\"\",\"time\":\"\",\"line\":null}",
        "{\"seq\":4}",
        "{\"seq\":\"5\",\"stream\":\"stdout\",\"time\":0,\"line\":[]}",
        "{\"seq\":-6,\"stream\":\"stdout\",\"time\":\"2026-01-01T00:00:00Z\",\"line\":\"\"}",
        "{\"final_status\":\"success\"}",
        "{",
        "}",
        "\"",
        ",",
        "[[[[");
  }
}
