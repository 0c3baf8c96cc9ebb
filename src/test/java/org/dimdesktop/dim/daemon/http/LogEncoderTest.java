package org.dimdesktop.dim.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.junit.jupiter.api.Test;

/** The wire's form of log lines. */
class LogEncoderTest {
  private static final List<LogLine> LINES =
      List.of(
          new LogLine(7, LogStream.STDOUT, Instant.ofEpochMilli(1_700_000_000_123L), null, "plain"),
          new LogLine(
              8,
              LogStream.STDERR,
              Instant.ofEpochMilli(1_700_000_000_000L),
              "[1/2] RUN \"x\"",
              "tab\t, quote \" and \\, colour \u001b[31m, ä, 😀, \u0000 and \u2028"),
          new LogLine(9, LogStream.SYSTEM, Instant.ofEpochMilli(1_700_000_000_000L), "", ""));

  @Test
  void aLineSaysWhatTheMapperSays() throws IOException {
    String[] json = new String(LogEncoder.encode(LINES, false), UTF_8).split("\n", -1);
    assertThat(json).hasSize(LINES.size() + 1).endsWith("");
    for (int i = 0; i < LINES.size(); i++) {
      JsonNode wanted = DimJson.mapper().readTree(DimJson.mapper().writeValueAsBytes(LINES.get(i)));
      JsonNode written = DimJson.mapper().readTree(json[i]);
      assertThat(written).isEqualTo(wanted);
      assertThat(written.fieldNames()).toIterable().containsExactlyElementsOf(wanted::fieldNames);
    }
  }

  @Test
  void anEventHoldsTheSameLine() {
    String[] json = new String(LogEncoder.encode(LINES, false), UTF_8).split("\n", -1);
    StringBuilder events = new StringBuilder();
    for (int i = 0; i < LINES.size(); i++) {
      events.append("id: ").append(LINES.get(i).seq()).append("\nevent: log\ndata: ");
      events.append(json[i]).append("\n\n");
    }
    assertThat(new String(LogEncoder.encode(LINES, true), UTF_8)).isEqualTo(events.toString());
  }

  @Test
  void numbersAndRoomGrowAsTheyMust() {
    List<LogLine> many = new ArrayList<>();
    for (long seq = 1; seq > 0 && seq < Long.MAX_VALUE / 10; seq *= 10) {
      many.add(new LogLine(seq - 1, LogStream.STDOUT, Instant.EPOCH, null, "x".repeat(1000)));
      many.add(new LogLine(seq, LogStream.STDOUT, Instant.EPOCH, null, "\"".repeat(1000)));
    }
    String[] json = new String(LogEncoder.encode(many, false), UTF_8).split("\n", -1);
    for (int i = 0; i < many.size(); i++) {
      assertThat(json[i])
          .startsWith("{\"seq\":" + many.get(i).seq() + ",")
          .hasSizeGreaterThan(1000);
    }
  }
}
