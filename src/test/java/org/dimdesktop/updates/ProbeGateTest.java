package org.dimdesktop.updates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.dimdesktop.support.EachEngine;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestImages.Recipe;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.dimdesktop.updates.health.Probe;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** New containers that are asked by HTTP or TCP whether they are well. */
class ProbeGateTest {
  /** A gate that took the time without a probe would fail each of these. */
  private static final UpdateOptions OPTIONS =
      new UpdateOptions(Duration.ofMinutes(10), Duration.ofHours(1), Duration.ofSeconds(3));

  @TempDir Path folder;

  private static Recipe serving(int port) {
    return Recipe.shell()
        .withCmd(
            "sh",
            "-c",
            "mkdir -p /www; echo well >/www/health; httpd -h /www -p "
                + port
                + "; trap 'exit 0' TERM; while :; do sleep 0.1; done");
  }

  @EachEngine
  void aNewContainerMustAnswer(TestBed.Engine engine) {
    try (UpdateStand stand = new UpdateStand(engine, folder)) {
      String image = stand.publishAndPull("app", serving(8080));
      String http = start(stand, "http", image, "http://:8080/health", "");
      String tcp = start(stand, "tcp", image, "tcp://:8080", "");
      String published =
          start(
              stand,
              "published",
              image,
              "tcp://:8080",
              ",\"ExposedPorts\":{\"8080/tcp\":{}},\"HostConfig\":{\"PortBindings\":"
                  + "{\"8080/tcp\":[{\"HostIp\":\"127.0.0.1\",\"HostPort\":\"\"}]}}");
      String lost = start(stand, "lost", image, "http://:8080/nowhere", "");
      stand.publishNext(image, serving(8080).withLabels(Map.of("version", "2")));
      for (String name : List.of(http, tcp, published)) {
        UpdateRecord record = stand.update(name, OPTIONS);
        assertThat(record.state())
            .as(name + ": " + record.reason())
            .isEqualTo(UpdateState.COMMITTED);
      }
      assertThat(stand.update(lost, OPTIONS).reason())
          .isEqualTo(
              "the new container did not answer at http://:8080/nowhere: it answered with status"
                  + " 404");

      stand.publishNext(image, serving(8081));
      for (String name : List.of(tcp, published)) {
        UpdateRecord record = stand.update(name, OPTIONS);
        assertThat(record.state()).as(name).isEqualTo(UpdateState.ROLLED_BACK);
        assertThat(record.reason()).startsWith("the new container did not answer at tcp://:8080: ");
      }
    }
  }

  private static String start(
      UpdateStand stand, String of, String image, String probe, String more) {
    return stand.start(
        of, image, "{\"Labels\":{\"%s\":\"%s\"}%s}".formatted(Probe.LABEL, probe, more));
  }

  @ParameterizedTest
  @CsvSource({
    "http://:8080/health, '', 8080, /health",
    "http://web:80, web, 80, /",
    "tcp://:5432, '', 5432, ''",
    "tcp://[::1]:5432, [::1], 5432, ''",
  })
  void probesAreParsed(String text, String host, int port, String path) {
    assertThat(Probe.parse(text)).isEqualTo(new Probe(host, port, path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "8080", "https://:1/", "tcp://:1/x", "http://:0/", "tcp://:70000"})
  void whatIsNoProbeIsRefused(String text) {
    assertThatThrownBy(() -> Probe.parse(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("not such as");
  }
}
