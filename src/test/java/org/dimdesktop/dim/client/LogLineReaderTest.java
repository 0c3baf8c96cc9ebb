package org.dimdesktop.dim.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.LogLine;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Lines of a log are read as the mapper reads them, whichever way is taken. */
class LogLineReaderTest {
  private static final String TIME = "\"time\":\"2026-01-01T00:00:00.5Z\"";

  private final LogLineReader reader = new LogLineReader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"seq\":1,\"stream\":\"stdout\","
            + TIME
            + ",\"step\":\"s\",\"line\":\"a \\u001b[1m ä😀\"}",
        "{\"seq\":2,\"stream\":\"system\"," + TIME + ",\"step\":null,\"line\":\"\"}",
        "{\"line\":\"l\"," + TIME + ",\"stream\":\"stderr\",\"seq\":9007199254740993}",
        "{\"seq\":3,\"stream\":\"stdout\",\"time\":\"2026-01-01T01:00:00+01:00\",\"line\":\"l\"}",
        "{\"seq\":4,\"stream\":\"stdout\"," + TIME + ",\"line\":\"l\",\"new\":{\"a\":[1]}}",
        "{\"seq\":-5,\"stream\":\"stdout\"," + TIME + ",\"line\":\"l\"}",
        "{\"seq\":\"6\",\"stream\":\"stdout\"," + TIME + ",\"line\":\"l\"}",
        "{\"seq\":7,\"stream\":\"else\"," + TIME + ",\"line\":\"l\"}",
        "{\"seq\":8,\"stream\":\"stdout\",\"time\":\"soon\",\"line\":\"l\"}",
        "{\"seq\":9,\"stream\":\"stdout\",\"time\":0,\"line\":\"l\"}",
        "{\"seq\":10,\"stream\":\"stdout\"," + TIME + ",\"line\":null}",
        "{\"seq\":11,\"stream\":\"stdout\"," + TIME + ",\"line\":\"l\"",
        "{\"seq\":99999999999999999999,\"stream\":\"stdout\"," + TIME + ",\"line\":\"l\"}",
        "{}",
        "null",
        "[1]",
        "",
      })
  void asTheMapper(String json) {
    String wanted = outcome(() -> DimJson.mapper().readValue(json, LogLine.class));
    assertThat(outcome(() -> reader.read(json))).isEqualTo(wanted);
    assertThat(outcome(() -> reader.read(json))).as("the second time").isEqualTo(wanted);
  }

  /** What one line is like must not show in the next: each pair is read by one reader. */
  @Test
  void whateverTheLineBefore() {
    String head = ",\"stream\":\"stdout\"," + TIME + ",\"step\":\"s\",\"line\":\"";
    List<String> lines =
        List.of(
            "{\"seq\":1" + head + "plain\"}",
            "{\"seq\":20" + head + "\"}",
            "{\"seq\":3" + head + "a \\\"quote\\\" and \\\\\"}",
            "{\"seq\":4" + head + "tab\t\"}",
            "{\"seq\":5" + head + "naïve 😀\"}",
            "{\"seq\":6" + head + "a\",\"line\":\"b\"}",
            "{\"seq\":7" + head + "a\",\"stream\":\"stderr\"}",
            "{\"seq\":8" + head + "a\",\"step\":null}",
            "{\"seq\":9,\"seq\":9" + head + "twice\"}",
            "{\"seq\":10,\"seq\":9" + head + "twice\"}",
            "{\"seq\":007" + head + "agent\"}",
            "{\"seq\":" + head + "none\"}",
            "{\"seq\":1234567890123456789" + head + "long\"}",
            "{\"seq\":11" + head + "not ended",
            "{\"seq\":12" + head + "\\\"}",
            "{\"seq\":13" + head.replace("\"s\"", "null") + "no step\"}",
            "{\"seq\":14" + head.replace("\"s\"", "\"x\\\",\\\"line\\\":\\\"\"") + "odd step\"}",
            "{\"seq\":15,\"line\":\"first\"," + head.substring(1, head.length() - 9) + "}");
    for (String before : lines) {
      for (String json : lines) {
        LogLineReader pair = new LogLineReader();
        String wanted = outcome(() -> DimJson.mapper().readValue(json, LogLine.class));
        var _ = outcome(() -> pair.read(before));
        assertThat(outcome(() -> pair.read(json)))
            .as("%s after %s", json, before)
            .isEqualTo(wanted);
        assertThat(outcome(() -> pair.read(json))).as("%s once more", json).isEqualTo(wanted);
      }
    }
  }

  private interface Reading {
    @Nullable LogLine read() throws JsonProcessingException;
  }

  private static String outcome(Reading reading) {
    try {
      return String.valueOf(reading.read());
    } catch (JsonProcessingException e) {
      return e.getClass().getSimpleName();
    }
  }
}
