package org.dimdesktop.dim.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.time.Instant;
import java.util.List;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.junit.jupiter.api.Test;

/** The wire's form of log lines. */
class LogChunksTest {
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
  void aLineStandsAsTheMapperWritesIt() throws JsonProcessingException {
    StringBuilder lines = new StringBuilder();
    StringBuilder events = new StringBuilder();
    for (LogLine line : LINES) {
      String json = new String(DimJson.mapper().writeValueAsBytes(line), UTF_8);
      lines.append(json).append('\n');
      events.append("id: ").append(line.seq()).append("\nevent: log\ndata: ").append(json);
      events.append("\n\n");
    }
    assertThat(new String(LogChunks.encode(LINES, false), UTF_8)).isEqualTo(lines.toString());
    assertThat(new String(LogChunks.encode(LINES, true), UTF_8)).isEqualTo(events.toString());
  }
}
