package org.dimdesktop.dim.daemon.queue;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.f4b6a3.ulid.UlidCreator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.dimdesktop.dim.daemon.secret.Masker;
import org.dimdesktop.dim.daemon.secret.SecretBox;
import org.dimdesktop.dim.daemon.store.DatabaseUrl;
import org.dimdesktop.dim.daemon.store.Stores;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Lines on their way into a real store. */
@SuppressWarnings("NullAway.Init") // set before each test
class BuildLogTest {
  private static final Clock CLOCK = Clock.systemUTC();
  private static final String SECRET = "s3cret-value";

  @TempDir Path dir;
  private final ExecutorService io = Executors.newVirtualThreadPerTaskExecutor();
  private final String id = UlidCreator.getMonotonicUlid().toString();
  private Stores stores;
  private BuildLog log;

  @BeforeEach
  void open() throws IOException {
    stores =
        Stores.open(
            new DatabaseUrl.Sqlite(dir.resolve("dim.db")),
            SecretBox.withKeyFile(dir.resolve("key")),
            CLOCK,
            Duration.ofSeconds(30));
    stores.builds().submit(build(), 10, null);
    stores.leases().claim();
    log = new BuildLog(id, stores.logs(), new Masker(List.of(SECRET)), CLOCK, io);
  }

  @AfterEach
  void close() {
    log.close();
    stores.close();
    io.close();
  }

  private Build build() {
    return new Build(
        id,
        BuildStatus.QUEUED,
        null,
        "https://git.test/a.git",
        "main",
        null,
        "registry.test/a",
        "1",
        "Dockerfile",
        ".",
        null,
        null,
        Map.of(),
        false,
        null,
        null,
        null,
        null,
        null,
        Instant.ofEpochMilli(0),
        null,
        null,
        null,
        0);
  }

  private List<LogLine> stored() {
    return stores.logs().read(id, 1, Integer.MAX_VALUE);
  }

  @Test
  void linesOfManyWritersAreNumberedWithoutAGap() {
    int writers = 4;
    int each = 2000;
    AtomicInteger wrong = new AtomicInteger();
    CompletableFuture<?>[] all = new CompletableFuture<?>[writers];
    for (int w = 0; w < writers; w++) {
      String name = "w" + w;
      all[w] =
          CompletableFuture.runAsync(
              () -> {
                for (int i = 0; i < each; i++) {
                  log.append(LogStream.STDOUT, name, name + " " + i);
                }
              },
              io);
    }
    // A reader never sees a gap, whenever it looks.
    CompletableFuture<Void> reader =
        CompletableFuture.runAsync(
            () -> {
              long next = 1;
              while (next <= (long) writers * each) {
                for (LogLine line : stores.logs().read(id, next, 1000)) {
                  if (line.seq() != next++) {
                    wrong.incrementAndGet();
                  }
                }
              }
            },
            io);
    CompletableFuture.allOf(all).join();
    log.close();
    reader.join();
    assertThat(wrong).hasValue(0);
    List<LogLine> lines = stored();
    assertThat(lines.stream().map(LogLine::seq))
        .containsExactlyElementsOf(
            LongStream.rangeClosed(1, (long) writers * each).boxed().toList());
    for (int w = 0; w < writers; w++) {
      String name = "w" + w;
      assertThat(lines.stream().filter(l -> name.equals(l.step())).map(LogLine::line))
          .containsExactlyElementsOf(
              LongStream.range(0, each).mapToObj(i -> name + " " + i).toList());
    }
    assertThat(stores.builds().find(id).orElseThrow().lastSeq()).isEqualTo((long) writers * each);
  }

  @Test
  void aLineIsStoredBeforeFollowersAreWoken() throws Exception {
    var signal = stores.signals().ofBuild(id);
    for (int i = 1; i <= 200; i++) {
      long seen = signal.version();
      log.system("line " + i);
      assertThat(signal.awaitBeyond(seen, Duration.ofSeconds(10))).isTrue();
      assertThat(stored()).hasSize(i);
    }
  }

  @Test
  void secretsAreMaskedInLinesAndStepsAlsoWhereALongLineIsSplit() {
    String before = "x".repeat(BuildLog.MAX_LINE_BYTES - 5); // the secret would lie on the cut
    log.append(LogStream.STDERR, "RUN login " + SECRET, before + SECRET + "y".repeat(100));
    log.close();
    assertThat(stored()).hasSize(1 + 1);
    assertThat(stored()).allMatch(l -> "RUN login ***".equals(l.step()));
    String whole = stored().get(0).line() + stored().get(1).line();
    assertThat(whole).isEqualTo(before + "***" + "y".repeat(100));
  }

  @Test
  void aLongLineIsSplitBetweenCharacters() {
    String line = "a" + "€".repeat(10_000) + "😀".repeat(5000);
    log.system(line);
    log.close();
    assertThat(stored())
        .allMatch(l -> l.line().getBytes(UTF_8).length <= BuildLog.MAX_LINE_BYTES)
        .hasSize(4);
    assertThat(String.join("", stored().stream().map(LogLine::line).toList())).isEqualTo(line);
  }

  @Test
  void halfCharactersAreReplacedAndColoursKept() {
    log.system("\u001b[31mred\u001b[0m \uD800 \0 \uDC00x");
    log.close();
    assertThat(stored().getFirst().line())
        .isEqualTo("\u001b[31mred\u001b[0m \uFFFD \uFFFD \uFFFDx");
  }

  @Test
  void afterTheEndNothingIsTaken() {
    log.system("last");
    log.close();
    log.system("late");
    log.close();
    assertThat(stored()).extracting(LogLine::line).containsExactly("last");
  }

  @Test
  void aStoreThatBrokeIsToldAndHoldsUpNoWriter() {
    stores.database().write(h -> h.execute("drop table log_line"));
    BuildLog broken = new BuildLog(id, stores.logs(), new Masker(List.of()), CLOCK, io);
    for (int i = 0; i < 50_000; i++) {
      broken.system("more than may wait");
    }
    assertThatThrownBy(broken::close).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void theLogOfABuildThatAnotherDaemonEndedIsDroppedAndHoldsUpNoWriter() {
    BuildLog lost = new BuildLog("no such build", stores.logs(), new Masker(List.of()), CLOCK, io);
    for (int i = 0; i < 50_000; i++) {
      lost.system("more than may wait");
    }
    lost.close();
    assertThat(stored()).isEmpty();
  }
}
