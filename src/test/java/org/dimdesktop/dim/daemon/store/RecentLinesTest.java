package org.dimdesktop.dim.daemon.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.stream.LongStream;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.junit.jupiter.api.Test;

/** The lines that followers get without a look at the database. */
class RecentLinesTest {
  private static final String BUILD = "b";

  /** Room for some 100 lines. */
  private final RecentLines recent = new RecentLines(100 * (64 + 36));

  private static List<LogLine> lines(long from, long end) {
    return LongStream.range(from, end)
        .mapToObj(i -> new LogLine(i, LogStream.STDOUT, Instant.EPOCH, null, "x".repeat(36)))
        .toList();
  }

  @Test
  void nothingIsKeptWhileNobodyFollows() {
    recent.add(BUILD, lines(1, 10));
    assertThat(recent.read(BUILD, 1, 100)).isEmpty();
    recent.keep(true);
    recent.add(BUILD, lines(10, 20));
    assertThat(recent.read(BUILD, 1, 100)).isEmpty();
    assertThat(recent.read(BUILD, 12, 100)).isEqualTo(lines(12, 20));
    recent.keep(false);
    assertThat(recent.read(BUILD, 12, 100)).isEmpty();
  }

  @Test
  void aReadGoesOverBatchesUpToItsLimit() {
    recent.keep(true);
    recent.add(BUILD, lines(1, 10));
    recent.add(BUILD, lines(10, 20));
    assertThat(recent.read(BUILD, 5, 10)).isEqualTo(lines(5, 15));
    assertThat(recent.read(BUILD, 20, 10)).isEmpty();
    assertThat(recent.read("other", 5, 10)).isEmpty();
  }

  @Test
  void theOldestGoFirstOfTheBuildThatIsSilentLongest() {
    recent.keep(true);
    recent.add("silent", lines(1, 31));
    for (int first = 1; first < 121; first += 10) {
      recent.add(BUILD, lines(first, first + 10));
    }
    assertThat(recent.read("silent", 1, 100)).isEmpty();
    assertThat(recent.read(BUILD, 20, 100)).isEmpty();
    assertThat(recent.read(BUILD, 21, 200)).isEqualTo(lines(21, 121));
  }

  @Test
  void afterAGapWhatCameBeforeItIsLeftToTheDatabase() {
    recent.keep(true);
    recent.add(BUILD, lines(1, 10));
    recent.add(BUILD, lines(15, 20));
    assertThat(recent.read(BUILD, 5, 100)).isEmpty();
    assertThat(recent.read(BUILD, 15, 100)).isEqualTo(lines(15, 20));
  }
}
