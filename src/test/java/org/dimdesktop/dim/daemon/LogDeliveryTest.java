package org.dimdesktop.dim.daemon;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import org.awaitility.Awaitility;
import org.dimdesktop.build.BuildEvents.Stream;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.dim.daemon.http.StreamTimes;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.FaultProxy;
import org.dimdesktop.support.TestGit;
import org.dimdesktop.task.OperationContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * However many read a log, however slowly, and however often they are cut off: each is told exactly
 * the stored lines. {@code dim.cuts} says how often each is cut off (packaging/soak: more often).
 */
class LogDeliveryTest {
  private static final int CUTS = Integer.getInteger("dim.cuts", 10);
  private static final int FOLLOWERS = 100;

  /** Long enough for one that is only busy; a product's daemon waits longer. */
  private static final Duration PATIENCE = Duration.ofSeconds(5);

  private static final int LINES = 5000;

  @TempDir Path data;
  private final ScriptedBuilder builder = new ScriptedBuilder();
  private final TestGit git = TestGit.open();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private DaemonFixture daemon;

  @BeforeEach
  void start() {
    git.commit(java.util.Map.of("Dockerfile", "FROM scratch\n"));
    daemon = DaemonFixture.start(data, builder, new StreamTimes(Duration.ofSeconds(15), PATIENCE));
    daemon.anonymous("git", git.url().getAuthority());
    daemon.anonymous("registry", "h.example");
  }

  @AfterEach
  void close() {
    daemon.close();
    git.close();
    io.shutdownNow();
  }

  private String submit() {
    return daemon.submit(git.url(), "main", "h.example/app", "1");
  }

  private List<JsonNode> stored(String id) {
    return daemon.get("/builds/" + id + "/logs").body().lines().map(DaemonFixture::json).toList();
  }

  @Test
  void aFollowerThatIsCutOffAgainAndAgainIsToldExactlyTheStoredLines() throws Exception {
    AtomicBoolean enough = new AtomicBoolean();
    builder.script =
        (job, events, ctx) -> {
          for (int i = 0; !enough.get(); i++) {
            events.line(Stream.STDOUT, "step", "line " + i + " " + "x".repeat(i % 200));
            if (i % 5 == 0) {
              LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(1));
            }
          }
        };
    try (FaultProxy proxy = FaultProxy.onTcp(daemon.daemon.address());
        DimProcess dim = new DimProcess();
        DimClient client = new DimClient(URI.create("http://" + proxy.address()), daemon::token)) {
      String id = submit();
      DimProcess.Running process =
          dim.to(client.address(), daemon.token()).start("logs", id, "--follow");
      List<LogLine> byClient = new ArrayList<>();
      var clients =
          CompletableFuture.supplyAsync(
              () -> client.followLogs(id, 1, byClient::add, OperationContext.NONE), io);
      CutReader ndjson = new CutReader(client.address(), id, false);
      CutReader sse = new CutReader(client.address(), id, true);
      var raw = CompletableFuture.allOf(run(ndjson), run(sse));

      Random random = new Random(7);
      for (int cut = 0; cut < CUTS; cut++) {
        // All four are connected, so that each is cut off so often.
        Awaitility.await()
            .atMost(Duration.ofMinutes(1))
            .pollInterval(Duration.ofMillis(10))
            .until(() -> proxy.open() == 4);
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(random.nextInt(200)));
        proxy.cut();
      }
      enough.set(true);
      raw.get(2, TimeUnit.MINUTES);
      assertThat(clients.get(2, TimeUnit.MINUTES)).isEqualTo(BuildStatus.SUCCESS);
      DimProcess.Result printed = process.await();

      List<JsonNode> stored = stored(id);
      assertThat(stored).hasSizeGreaterThan(CUTS);
      assertThat(ndjson.lines).isEqualTo(stored);
      assertThat(sse.lines).isEqualTo(stored);
      assertThat(ndjson.cuts).isGreaterThanOrEqualTo(CUTS);
      assertThat(sse.cuts).isGreaterThanOrEqualTo(CUTS);
      assertThat(byClient.stream().map(l -> l.seq() + l.line()).toList())
          .isEqualTo(stored.stream().map(l -> l.path("seq").asText() + text(l)).toList());
      assertThat(printed.exit()).as("%s", printed.err()).isZero();
      assertThat(printed.out().lines().toList())
          .isEqualTo(
              stored.stream()
                  .map(l ->
                      "[%s seq=%s] %s"
                          .formatted(l.path("stream").asText(), l.path("seq").asText(), text(l)))
                  .toList());
      assertThat(printed.err()).endsWith("[final-status] success\n");
    }
  }

  private static String text(JsonNode line) {
    return line.path("line").asText();
  }

  private CompletableFuture<?> run(CutReader reader) {
    return CompletableFuture.runAsync(reader::run, io);
  }

  @Test
  void aHundredFollowersOfOneBuildAreToldTheSame() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    builder.script =
        (job, events, ctx) -> {
          go.await();
          for (int i = 0; i < LINES; i++) {
            events.line(Stream.STDERR, null, "line " + i);
          }
        };
    String id = submit();
    List<CutReader> readers = new ArrayList<>();
    List<CompletableFuture<?>> running = new ArrayList<>();
    for (int i = 0; i < FOLLOWERS; i++) {
      CutReader reader = new CutReader(daemon.daemon.address(), id, i % 2 == 0);
      readers.add(reader);
      running.add(run(reader));
    }
    go.countDown();
    CompletableFuture.allOf(running.toArray(CompletableFuture[]::new)).get(3, TimeUnit.MINUTES);
    List<JsonNode> stored = stored(id);
    assertThat(stored).hasSizeGreaterThan(LINES);
    assertThat(readers)
        .allSatisfy(reader -> {
          assertThat(reader.lines).isEqualTo(stored);
          assertThat(reader.cuts).isZero();
        });
  }

  /** One that takes nothing holds up nobody, loses its connection, and goes on where it was. */
  @Test
  void aReaderThatTakesNothingIsDroppedAndLosesNoLine() throws Exception {
    CountDownLatch go = new CountDownLatch(1);
    builder.script =
        (job, events, ctx) -> {
          go.await();
          for (int i = 0; i < LINES; i++) {
            events.line(Stream.STDOUT, null, i + " " + "y".repeat(4000));
          }
        };
    String id = submit();
    try (Socket slow = new Socket()) {
      slow.setReceiveBufferSize(32 * 1024);
      URI address = daemon.daemon.address();
      slow.connect(new InetSocketAddress(address.getHost(), address.getPort()));
      // By HTTP 1.0 the body comes as it is, without chunks.
      String request =
          "GET /api/v1/builds/%s/logs?follow=true HTTP/1.0\r\nHost: %s\r\nAuthorization: Bearer %s\r\n\r\n"
              .formatted(id, address.getAuthority(), daemon.token());
      slow.getOutputStream().write(request.getBytes(UTF_8));
      go.countDown();
      assertThat(daemon.awaitEnd(id).status()).isEqualTo(BuildStatus.SUCCESS);
      List<JsonNode> stored = stored(id);
      assertThat(isOpen(address.getPort(), slow.getLocalPort())).isTrue();
      Awaitility.await()
          .atMost(PATIENCE.multipliedBy(3))
          .until(() -> !isOpen(address.getPort(), slow.getLocalPort()));

      List<JsonNode> got = received(slow);
      assertThat(got.size()).isLessThan(stored.size());
      CutReader rest = new CutReader(address, id, false);
      rest.lines.addAll(got);
      rest.run();
      assertThat(rest.lines).isEqualTo(stored);
    }
  }

  /** The whole lines of the body that arrived before the connection was gone. */
  private static List<JsonNode> received(Socket slow) {
    StringBuilder text = new StringBuilder();
    try (var in = new InputStreamReader(slow.getInputStream(), UTF_8)) {
      char[] buffer = new char[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        text.append(buffer, 0, n);
      }
    } catch (IOException e) {
      text.append(""); // a reset: what came before it counts
    }
    assertThat(text).startsWith("HTTP/1.1 200");
    String body = text.substring(text.indexOf("\r\n\r\n") + 4, text.lastIndexOf("\n") + 1);
    return body.lines().map(DaemonFixture::json).toList();
  }

  /** Whether the server's end of the connection is established, by the kernel's table. */
  private static boolean isOpen(int server, int client) {
    String ends = String.format(Locale.ROOT, "(?s).*:%04X [0-9A-F]+:%04X 01 .*", server, client);
    try {
      return (Files.readString(Path.of("/proc/net/tcp"))
              + Files.readString(Path.of("/proc/net/tcp6")))
          .matches(ends);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Follows by plain HTTP and asks again from the next number whenever it is cut off. */
  private final class CutReader {
    final List<JsonNode> lines = new ArrayList<>();
    int cuts;
    private final URI address;
    private final String id;
    private final boolean sse;
    private boolean ended;

    CutReader(URI address, String id, boolean sse) {
      this.address = address;
      this.id = id;
      this.sse = sse;
    }

    void run() {
      while (!ended) {
        try (Socket socket = new Socket(address.getHost(), address.getPort())) {
          socket.getOutputStream().write(request().getBytes(UTF_8));
          var in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
          for (String line = in.readLine(); line != null && !ended; line = in.readLine()) {
            take(line);
          }
        } catch (IOException e) {
          ended = false; // cut off
        }
        if (!ended) {
          cuts++;
        }
      }
    }

    private String request() {
      String path = "GET /api/v1/builds/" + id + "/logs?follow=true";
      String from = sse ? "" : "&from_seq=" + (lines.size() + 1);
      return path
          + from
          + " HTTP/1.0\r\nHost: "
          + address.getAuthority()
          + "\r\nAuthorization: Bearer "
          + daemon.token()
          + (sse ? "\r\nAccept: text/event-stream\r\nLast-Event-ID: " + lines.size() : "")
          + "\r\n\r\n";
    }

    private void take(String line) {
      String json = sse ? line.startsWith("data: ") ? line.substring(6) : "" : line;
      if (!json.startsWith("{") || !json.endsWith("}")) {
        return; // a head, or what a cut has left of a line
      }
      JsonNode node;
      try {
        node = DaemonFixture.json(json);
      } catch (UncheckedIOException e) {
        return; // cut within
      }
      ended = node.has("final_status") || node.has("status");
      if (!ended) {
        assertThat(node.path("seq").asInt()).isEqualTo(lines.size() + 1);
        lines.add(node);
      }
    }
  }
}
