package org.dimdesktop.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A log on disk behaves as a list whose oldest lines fall off. */
class LogStoreTest {

  private static final int SMALL = 256 * 1024;

  @TempDir Path directory;

  @Test
  void keepsEverythingOfALine() {
    try (LogStore store = LogStore.create(directory)) {
      store.append(
          LogStream.STDERR, 1_700_000_000_123_456_789L, "[2/3] RUN make", "ünï\u0000\u001b[1m");
      store.append(LogStream.STDOUT, 0, null, "a\nb\n");
      store.append(LogStream.SYSTEM, 0, null, "");
      assertThat(store.read(0, 10))
          .containsExactly(
              new LogRecord(
                  0,
                  1_700_000_000_123_456_789L,
                  LogStream.STDERR,
                  "[2/3] RUN make",
                  "ünï\u0000\u001b[1m",
                  false),
              new LogRecord(1, 0, LogStream.STDOUT, null, "a", false),
              new LogRecord(2, 0, LogStream.STDOUT, null, "b", false),
              new LogRecord(3, 0, LogStream.SYSTEM, null, "", false));
    }
  }

  @Test
  void makesItsFolder() {
    try (LogStore store = LogStore.create(directory.resolve("cache/logs"))) {
      store.append(LogStream.STDOUT, 0, null, "first");
      assertThat(store.read(0, 1)).extracting(LogRecord::text).containsExactly("first");
    }
  }

  @Test
  void agreesWithAListWhateverIsAppendedReadAndDropped() {
    for (long seed = 1; seed <= 6; seed++) {
      Random random = new Random(seed);
      List<String> model = new ArrayList<>();
      try (LogStore store = LogStore.create(directory, SMALL)) {
        for (int i = 0; i < 12_000; i++) {
          String text = text(random);
          store.append(LogStream.STDOUT, 0, null, text);
          model.add(text);
          if (random.nextInt(50) == 0) {
            long from = random.nextInt(model.size());
            int count = random.nextInt(300);
            long first = Math.max(from, store.firstLine());
            long end = Math.max(first, Math.min(model.size(), from + count));
            assertThat(store.read(from, count).stream().map(LogRecord::text))
                .as("seed %d, line %d", seed, from)
                .containsExactlyElementsOf(model.subList((int) first, (int) end));
          }
        }
        assertThat(store.endLine()).isEqualTo(model.size());
        assertThat(store.firstLine()).as("something was dropped").isPositive();
        assertThat(store.read(store.firstLine(), model.size())).hasSize((int) store.lineCount());
      }
    }
  }

  private static String text(Random random) {
    int length = random.nextInt(20) == 0 ? random.nextInt(5000) : random.nextInt(120);
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < length; i++) {
      text.append(random.nextInt(10) == 0 ? "€" : (char) ('a' + random.nextInt(26)));
    }
    return text.toString();
  }

  @Test
  void boundsTheDiskAndDeletesItsFiles() throws IOException {
    try (LogStore store = LogStore.create(directory, SMALL)) {
      for (int i = 0; i < 20_000; i++) {
        store.append(LogStream.STDOUT, 0, null, "line " + i + " " + "x".repeat(80));
      }
      assertThat(diskUse()).isBetween(SMALL * 3L / 4, (long) SMALL);
      LogRecord last = store.read(store.endLine() - 1, 5).getFirst();
      assertThat(last.text()).startsWith("line 19999 ");
      assertThat(last.line()).isEqualTo(19_999);
      assertThat(openFiles())
          .isNotEmpty()
          .allSatisfy(file ->
              assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                  .isEqualTo("rw-------"));
      assertThat(directory).as("whatever ends the process, nothing stays").isEmptyDirectory();
    }
    assertThat(openFiles()).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  private long diskUse() throws IOException {
    return openFiles().stream().mapToLong(file -> file.toFile().length()).sum();
  }

  /** The files of this directory that this process holds open; they have no names any more. */
  private List<Path> openFiles() throws IOException {
    List<Path> open = new ArrayList<>();
    try (Stream<Path> all = Files.list(Path.of("/proc/self/fd"))) {
      for (Path file : all.toList()) {
        if (Files.isSymbolicLink(file)
            && Files.readSymbolicLink(file).startsWith(directory.toRealPath())) {
          open.add(file);
        }
      }
    }
    return open;
  }

  @Test
  void splitsALongLineBetweenCharactersAndSavesItWhole() throws IOException {
    String text = "€".repeat(20_000);
    Path saved = directory.resolve("saved.log");
    try (LogStore store = LogStore.create(directory)) {
      store.append(LogStream.STDOUT, 0, null, text);
      store.append(LogStream.STDOUT, 0, null, "next");
      List<LogRecord> lines = store.read(0, 100);
      assertThat(lines.stream().map(LogRecord::continued))
          .containsExactly(false, true, true, true, false);
      assertThat(lines.stream().limit(4).map(LogRecord::text).reduce("", String::concat))
          .isEqualTo(text);
      store.saveTo(saved);
    }
    assertThat(saved).hasContent(text + "\nnext\n");
  }

  @Test
  void manyWritersAndAReaderSeeWholeLinesInOrder() throws Exception {
    int writers = 4;
    int each = 30_000;
    try (LogStore store = LogStore.create(directory);
        ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<?>> work = new ArrayList<>();
      for (int w = 0; w < writers; w++) {
        String name = "w" + w + " ";
        work.add(
            threads.submit(() -> {
              for (int i = 0; i < each; i++) {
                store.append(LogStream.STDOUT, 0, null, name + i);
              }
            }));
      }
      int[] next = new int[writers];
      long line = 0;
      while (line < (long) writers * each) {
        for (LogRecord record : store.read(line, 1000)) {
          assertThat(record.line()).isEqualTo(line++);
          String[] parts = record.text().split(" ", -1);
          int writer = parts[0].charAt(1) - '0';
          assertThat(Integer.parseInt(parts[1])).isEqualTo(next[writer]++);
        }
      }
      for (Future<?> done : work) {
        done.get();
      }
    }
  }

  @Test
  void anInterruptedWriterHarmsNobody() {
    try (LogStore store = LogStore.create(directory)) {
      Thread.currentThread().interrupt();
      for (int i = 0; i < 5000; i++) {
        store.append(LogStream.STDOUT, 0, null, "line " + i);
      }
      assertThat(store.read(4999, 1)).hasSize(1);
      assertThat(Thread.interrupted()).isTrue();
      store.append(LogStream.STDOUT, 0, null, "after");
      assertThat(store.read(5000, 1).getFirst().text()).isEqualTo("after");
    }
  }

  @Test
  void wakesAWaitingViewOnceAndAtOnceIfItIsLate() {
    try (LogStore store = LogStore.create(directory)) {
      AtomicInteger woken = new AtomicInteger();
      store.onChangeAfter(store.version(), woken::incrementAndGet);
      assertThat(woken).hasValue(0);
      store.append(LogStream.STDOUT, 0, null, "a");
      store.append(LogStream.STDOUT, 0, null, "b");
      assertThat(woken).hasValue(1);
      store.onChangeAfter(0, woken::incrementAndGet);
      assertThat(woken).hasValue(2);
      store.onChangeAfter(store.version(), woken::incrementAndGet).close();
      store.end();
      assertThat(woken).hasValue(2);
    }
  }

  @Test
  void aClosedLogTakesAndGivesNothing() {
    LogStore store = LogStore.create(directory);
    store.append(LogStream.STDOUT, 0, null, "a");
    store.close();
    store.append(LogStream.STDOUT, 0, null, "b");
    store.close();
    assertThat(store.read(0, 10)).isEmpty();
    assertThat(directory).isEmptyDirectory();
  }

  @Test
  void cutsBytesIntoLinesWhereverTheyAreCut() {
    byte[] bytes =
        """
        2026-11-21T11:24:47.123456789Z first
        2026-11-21T12:24:47+01:00 second €
        no time
        2026-11-21T11:24:48Z rest\
        """
            .getBytes(StandardCharsets.UTF_8);
    long second = 1_795_260_287_000_000_000L;
    for (int step = 1; step < bytes.length; step++) {
      try (LogStore store = LogStore.create(directory)) {
        LogSplitter splitter = new LogSplitter(store, LogStream.STDERR, true);
        for (int i = 0; i < bytes.length; i += step) {
          splitter.feed(bytes, i, Math.min(step, bytes.length - i));
        }
        splitter.finish();
        assertThat(store.read(0, 10))
            .containsExactly(
                new LogRecord(0, second + 123_456_789, LogStream.STDERR, null, "first", false),
                new LogRecord(1, second, LogStream.STDERR, null, "second €", false),
                new LogRecord(2, 0, LogStream.STDERR, null, "no time", false),
                new LogRecord(3, second + 1_000_000_000, LogStream.STDERR, null, "rest", false));
      }
    }
  }
}
