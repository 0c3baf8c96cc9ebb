package org.dimdesktop.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.dimdesktop.registry.RegistryClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Completion at a registry whose catalog never ends, which no real one has. */
class RemoteNamesTest {
  private final AtomicInteger pages = new AtomicInteger();
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private HttpServer registry;
  private String host;

  @BeforeEach
  void start() throws IOException {
    registry = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    registry.createContext("/v2/", exchange -> answer(exchange, "{}"));
    registry.createContext("/v2/_catalog", this::page);
    registry.start();
    host = "127.0.0.1:" + registry.getAddress().getPort();
  }

  @AfterEach
  void stop() {
    registry.stop(0);
    io.close();
  }

  /** A hundred names, and where the next hundred are. */
  private void page(HttpExchange exchange) throws IOException {
    int page = pages.getAndIncrement();
    exchange.getResponseHeaders().add("Link", "</v2/_catalog?last=" + page + ">; rel=\"next\"");
    answer(
        exchange,
        IntStream.range(0, 100)
            .mapToObj(i -> "\"p" + page + "/n" + i + "\"")
            .collect(Collectors.joining(",", "{\"repositories\":[", "]}")));
  }

  private static void answer(HttpExchange exchange, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  private List<String> beginningWith(String typed) {
    try (RegistryClient client = new RegistryClient(_ -> Optional.empty(), _ -> true, io)) {
      return new RemoteNames(client, List::of).beginningWith(host + "/" + typed);
    }
  }

  @Test
  void onlyThePagesAreReadThatGiveEnoughToChooseFrom() {
    assertThat(beginningWith("p")).hasSize(50).contains(host + "/p0/n49");
    assertThat(pages).hasValue(1);
  }

  @Test
  void aNameOfALaterPageIsFoundAndWhatIsNotThereIsGivenUp() {
    assertThat(beginningWith("p3/n7")).hasSize(11).startsWith(host + "/p3/n7");
    assertThat(pages).hasValueLessThanOrEqualTo(10);
    pages.set(0);
    assertThat(beginningWith("nowhere")).isEmpty();
    assertThat(pages).hasValue(10);
  }
}
