package org.dimdesktop.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.PatternSyntaxException;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A search finds exactly the lines that match, also in a log that grows and drops. */
class LogSearchTest {

  @TempDir Path directory;

  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();

  @AfterEach
  void stop() {
    io.close();
  }

  @Test
  void goesOnAsTheLogGrows() {
    try (LogStore store = LogStore.create(directory)) {
      append(store, 0, 10_000);
      LogSearch search = store.search(LogQuery.of("Line 7", false, false), io);
      await(search);
      assertThat(search.count()).isEqualTo(1111);
      assertThat(search.line(0)).isEqualTo(7);
      assertThat(search.line(1)).isEqualTo(70);
      assertThat(search.index(71)).isEqualTo(2);
      assertThat(search.contains(70)).isTrue();
      assertThat(search.contains(69)).isFalse();
      append(store, 10_000, 80_000);
      search.advance();
      await(search);
      assertThat(search.count()).isEqualTo(1111 + 10_000);
      assertThat(search.line(search.count() - 1)).isEqualTo(79_999);
      assertThat(search.line(search.count())).isEqualTo(-1);
    }
  }

  @Test
  void looksAtTheVisibleTextOnly() {
    try (LogStore store = LogStore.create(directory)) {
      store.append(LogStream.STDOUT, 0, null, "\u001b[31mer\u001b[1mror\u001b[0m 31");
      store.append(LogStream.STDOUT, 0, null, "[31m");
      LogSearch error = store.search(LogQuery.of("error", false, true), io);
      LogSearch code = store.search(LogQuery.of("31m", false, true), io);
      LogSearch regex = store.search(LogQuery.of("^ERR.*\\d+$", true, false), io);
      LogSearch cased = store.search(LogQuery.of("^ERR", true, true), io);
      for (LogSearch search : new LogSearch[] {error, code, regex, cased}) {
        await(search);
      }
      assertThat(error.count()).isOne();
      assertThat(code.line(0)).isEqualTo(1);
      assertThat(regex.line(0)).isZero();
      assertThat(cased.count()).isZero();
    }
  }

  @Test
  void forgetsWhatTheLogDropped() {
    try (LogStore store = LogStore.create(directory, 256 * 1024)) {
      LogSearch search = store.search(LogQuery.of("9", false, true), io);
      for (int round = 0; round < 20; round++) {
        append(store, round * 1000, round * 1000 + 1000);
        search.advance();
        await(search);
      }
      assertThat(store.firstLine()).isPositive();
      long expected =
          store.read(store.firstLine(), 20_000).stream()
              .filter(r -> r.text().contains("9"))
              .count();
      assertThat(search.count()).isEqualTo(expected);
      assertThat(search.line(0)).isGreaterThanOrEqualTo(store.firstLine());
    }
  }

  @Test
  void anEndlessExpressionCanBeLeft() {
    try (LogStore store = LogStore.create(directory)) {
      store.append(LogStream.STDOUT, 0, null, "a".repeat(4000) + "b");
      LogSearch search = store.search(LogQuery.of("(.*a){25}c", true, true), io);
      search.close();
      // Closing the executor waits for the search, so this test ends only if that ended.
      assertThat(io.shutdownNow()).isEmpty();
    }
  }

  @Test
  void tellsAWrongExpression() {
    assertThatThrownBy(() -> LogQuery.of("(", true, true))
        .isInstanceOf(PatternSyntaxException.class);
  }

  @Test
  void aLineSetAgreesWithATreeSet() {
    Random random = new Random(42);
    LineSet set = new LineSet();
    TreeSet<Long> model = new TreeSet<>();
    long line = 0;
    long floor = 0;
    for (int i = 0; i < 20_000; i++) {
      line += 1 + (random.nextInt(100) == 0 ? random.nextInt(20_000) : random.nextInt(5));
      set.add(line);
      model.add(line);
      if (random.nextInt(500) == 0) {
        floor += random.nextInt(40_000);
        floor = Math.min(floor, line + 9000);
        set.dropBelow(floor);
        model.headSet(floor).clear();
        line = Math.max(line, floor);
      }
      if (random.nextInt(100) == 0) {
        assertThat(set.count()).isEqualTo(model.size());
        long probe = random.nextLong(line + 10);
        assertThat(set.rank(probe)).isEqualTo(model.headSet(probe).size());
        if (!model.isEmpty()) {
          int rank = random.nextInt(model.size());
          assertThat(set.select(rank)).isEqualTo(model.stream().skip(rank).findFirst().get());
        }
      }
    }
  }

  private static void append(LogStore store, int from, int to) {
    for (int i = from; i < to; i++) {
      store.append(LogStream.STDOUT, 0, null, "line " + i + " of the log");
    }
  }

  private static void await(LogSearch search) {
    Awaitility.await().atMost(Duration.ofSeconds(30)).until(search::isUpToDate);
  }
}
