package org.dimdesktop.updates;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.awaitility.Awaitility;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.updates.check.Verdict.Reason;
import org.dimdesktop.updates.notice.Webhook;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is updated although nobody asks: by toggle, labels and age; and who is told of it. */
class AutomaticTest {
  @TempDir Path folder;

  @Test
  void labelsAndAgeDecideAndAWebhookIsTold() throws IOException {
    List<String> told = new CopyOnWriteArrayList<>();
    HttpServer chat =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    chat.createContext(
        "/secret",
        exchange -> {
          told.add(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
          // The first is refused for a moment: it comes again.
          exchange.sendResponseHeaders(told.size() == 1 ? 503 : 204, -1);
          exchange.close();
        });
    chat.start();
    try (UpdateStand stand = new UpdateStand(TestBed.require().engine(), folder);
        Webhook webhook =
            new Webhook("http://127.0.0.1:" + chat.getAddress().getPort() + "/secret?key=1")) {
      String good = stand.publishAndPull("good", UpdateStand.service());
      String bad = stand.publishAndPull("bad", UpdateStand.service());
      String old = stand.start("old", good, "{}");
      String excluded = start(stand, "excluded", good, "auto", "false");
      String pinned = start(stand, "pinned", good, "pin", "true");
      String broken = start(stand, "broken", bad, "auto", "true");
      stand.publishNext(good, UpdateStand.service());
      stand.publishNext(bad, Recipe.shell().withCmd("sh", "-c", "exit 3"));
      assertThat(stand.reason(pinned)).isEqualTo(Reason.PINNED);
      String before = stand.inspect(excluded).path("Id").asText();

      try (ServedUpdates _ =
          new ServedUpdates(
              stand,
              folder,
              ServedUpdates.every(Duration.ofMinutes(5), Duration.ofMillis(1)),
              null,
              webhook)) {
        Awaitility.await()
            .atMost(Duration.ofSeconds(90))
            .untilAsserted(() ->
                assertThat(told)
                    .anyMatch(s -> s.contains("\"event\":\"updated\"") && s.contains(old))
                    .anyMatch(s -> s.contains("\"event\":\"put_back\"") && s.contains(broken)));
      }
      assertThat(told.getFirst()).isEqualTo(told.get(1)).contains("\"event\":\"behind\"");
      assertThat(told.getFirst()).contains(old, excluded, broken).doesNotContain(pinned);
      assertThat(stand.reason(old)).isEqualTo(Reason.CURRENT);
      assertThat(stand.inspect(excluded).path("Id").asText()).isEqualTo(before);
      assertThat(stand.inspect(broken).path("State").path("Running").asBoolean()).isTrue();
    } finally {
      chat.stop(0);
    }
  }

  private static String start(
      UpdateStand stand, String of, String image, String label, String value) {
    return stand.start(
        of, image, "{\"Labels\":{\"org.dimdesktop.updates.%s\":\"%s\"}}".formatted(label, value));
  }

  @Test
  void anAddressThatIsNoneIsRefusedWithoutRepeatingIt() {
    for (String address : List.of("secret", "ftp://secret/", "https://secret host/")) {
      assertThatThrownBy(() -> new Webhook(address))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageNotContaining("secret");
    }
  }
}
