package org.dimdesktop.dim.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Subscription;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What no daemon of ours sends: the client goes on with the next line and never asks for ever. */
class MalformedStreamTest {
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final AtomicInteger requests = new AtomicInteger();
  private HttpServer server;
  private DimClient client;

  @BeforeEach
  void start() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(io);
    server.start();
    client =
        new DimClient(URI.create("http://127.0.0.1:" + server.getAddress().getPort()), () -> null);
  }

  @AfterEach
  void stop() {
    client.close();
    server.stop(0);
    io.close();
  }

  private void answer(String path, String events) {
    server.createContext(
        path,
        exchange -> {
          requests.incrementAndGet();
          exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
          byte[] bytes = events.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(200, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
  }

  private static String line(int seq) {
    return "id: "
        + seq
        + "\nevent: log\ndata: {\"seq\":"
        + seq
        + ",\"stream\":\"stdout\",\"time\":\"2026-01-01T00:00:00Z\",\"line\":\"l"
        + seq
        + "\"}\n\n";
  }

  @Test
  void aLogLineThatCannotBeReadIsPassedOver() {
    answer(
        "/api/v1/builds/b/logs",
        line(1)
            + "id: 2\nevent: log\ndata: {\"seq\":\n\n"
            + "id: 2\nevent: log\ndata: {\"seq\":2,\"line\":\"of no time\"}\n\n"
            + line(3)
            + "event: final\ndata: {\"status\":\"success\"}\n\n");
    List<String> lines = new ArrayList<>();
    BuildStatus end =
        client.followLogs("b", 1, line -> lines.add(line.line()), OperationContext.NONE);
    assertThat(end).isEqualTo(BuildStatus.SUCCESS);
    assertThat(lines).containsExactly("l1", "l3");
    assertThat(requests).hasValue(1);
  }

  @Test
  void anEndThatIsNotKnownIsToldInsteadOfAskedForAgain() {
    answer("/api/v1/builds/b/logs", "event: final\ndata: {\"status\":\"exploded\"}\n\n");
    assertThatThrownBy(() -> client.followLogs("b", 1, _ -> {}, OperationContext.NONE))
        .isInstanceOfSatisfying(
            FailureException.class,
            e -> assertThat(e.failure()).isInstanceOf(Failure.Unsupported.class));
    assertThat(requests).hasValue(1);
  }

  @Test
  void anEventThatTellsOfNoBuildIsPassedOver() {
    answer(
        "/api/v1/events",
        "id: 1\nevent: build\ndata: {not json\n\n"
            + "id: 2\nevent: build\ndata: {\"id\":\"x\",\"status\":\"queued\",\"repo\":\"r\","
            + "\"ref\":\"main\",\"image\":\"i\",\"tag\":\"t\",\"dockerfile\":\"d\","
            + "\"context\":\".\",\"build_args\":{},\"no_cache\":false,"
            + "\"created_at\":\"2026-01-01T00:00:00Z\",\"last_seq\":0}\n\n");
    ConcurrentLinkedQueue<String> heard = new ConcurrentLinkedQueue<>();
    BuildListener listener =
        new BuildListener() {
          @Override
          public void connected() {}

          @Override
          public void changed(Build build) {
            heard.add(build.id());
          }

          @Override
          public void disconnected(Failure why) {}
        };
    try (Subscription _ = client.events(listener, null, io)) {
      await().until(() -> heard.contains("x"));
    }
  }
}
