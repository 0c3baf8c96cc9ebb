package org.dimdesktop.ui.containers;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class LogStampTest {
  private final LogStamp stamp = new LogStamp();

  @Test
  void readsTheTimeAndItsLength() {
    for (String text :
        new String[] {
          "2026-11-21T10:20:30.123456789Z", "2024-02-29T23:59:59.5Z", "1999-12-31T00:00:00Z"
        }) {
      Instant expected = Instant.parse(text);
      long nanos = read(text + " hello");
      assertThat(nanos).isEqualTo(expected.getEpochSecond() * 1_000_000_000L + expected.getNano());
      assertThat(stamp.length()).isEqualTo(text.length() + 1);
      assertThat(LogStamp.after(nanos)).isEqualTo(expected.plusNanos(1));
    }
  }

  @Test
  void whatIsNoTimeStays() {
    for (String text :
        new String[] {"", "hello", "2026-11-21 10:20:30 no", "2026-11-21T10:20:30X."}) {
      assertThat(read(text)).isZero();
      assertThat(stamp.length()).isZero();
    }
  }

  private long read(String text) {
    byte[] line = ("xx" + text).getBytes(StandardCharsets.UTF_8);
    return stamp.read(line, 2, line.length - 2);
  }
}
