package org.dimdesktop.dim.daemon.queue;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Stream;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.dimdesktop.dim.daemon.secret.Masker;
import org.dimdesktop.dim.daemon.store.DatabaseUnavailableException;
import org.dimdesktop.dim.daemon.store.LeaseLostException;
import org.dimdesktop.dim.daemon.store.LogTable;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log of one running build on its way into the store: masked, split, numbered, and written in
 * batches by a thread of its own. A writer waits only when the store falls {@value #MAX_WAITING}
 * lines behind.
 */
final class BuildLog implements AutoCloseable {
  /** A longer line, in bytes of UTF-8, is split. */
  static final int MAX_LINE_BYTES = 16 * 1024;

  private static final Logger LOG = LoggerFactory.getLogger(BuildLog.class);
  private static final int MAX_WAITING = 20_000;

  /** Lines are gathered for so long, or until there are so many: each batch has a price too. */
  private static final Duration GATHERING = Duration.ofMillis(10);

  private static final int FULL_BATCH = 2000;

  private final String buildId;
  private final LogTable table;
  private final Masker masker;
  private final Clock clock;
  private final FutureTask<@Nullable Void> pump;

  private final ReentrantLock lock = new ReentrantLock();
  private final Condition begun = lock.newCondition(); // the first line of a batch waits
  private final Condition full = lock.newCondition();
  private final Condition taken = lock.newCondition();
  private List<LogLine> waiting = new ArrayList<>();
  private long lastSeq;
  private boolean closed;
  private volatile boolean abandoned;
  private volatile @Nullable MaskedStep lastStep;

  private record MaskedStep(String given, String masked) {}

  BuildLog(String buildId, LogTable table, Masker masker, Clock clock, Executor io) {
    this.buildId = buildId;
    this.table = table;
    this.masker = masker;
    this.clock = clock;
    this.pump = new FutureTask<>(this::pump, null);
    io.execute(pump);
  }

  /** A line of the daemon itself. */
  void system(String line) {
    append(LogStream.SYSTEM, null, line);
  }

  /**
   * Takes a line; after {@link #close} it is dropped.
   *
   * @throws CancellationException when the thread is interrupted while it waits for the store
   */
  void append(LogStream stream, @Nullable String step, String line) {
    List<String> parts = split(printable(masker.mask(line)));
    String maskedStep = step == null ? null : maskedStep(step);
    Instant now = Instant.ofEpochMilli(clock.millis());
    lock.lock();
    try {
      while (waiting.size() >= MAX_WAITING && !closed) {
        taken.await();
      }
      if (closed) {
        return;
      }
      if (waiting.isEmpty()) {
        begun.signal();
      }
      for (String part : parts) {
        waiting.add(new LogLine(++lastSeq, stream, now, maskedStep, part));
      }
      if (waiting.size() >= FULL_BATCH) {
        full.signal();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException();
    } finally {
      lock.unlock();
    }
  }

  /** Most lines are of the same step as the one before. */
  private String maskedStep(String step) {
    MaskedStep known = lastStep;
    if (known == null || !known.given().equals(step)) {
      known = new MaskedStep(step, printable(masker.mask(step)));
      lastStep = known;
    }
    return known.masked();
  }

  private void pump() {
    try {
      List<LogLine> batch = take();
      while (!batch.isEmpty()) {
        store(batch);
        batch = take();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (LeaseLostException e) {
      LOG.warn("the rest of a log is dropped: {}", e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("cannot store the log of build {}", buildId, e);
      throw e;
    } finally {
      shut();
    }
  }

  /** Stores lines, however long the database is away; nothing after {@link #abandon}. */
  private void store(List<LogLine> batch) throws InterruptedException {
    while (!abandoned) {
      try {
        table.append(buildId, batch);
        return;
      } catch (DatabaseUnavailableException e) {
        LOG.warn("the log of build {} waits: {}", buildId, e.getMessage());
        lock.lock();
        try {
          boolean _ = begun.await(1, TimeUnit.SECONDS);
        } finally {
          lock.unlock();
        }
      }
    }
  }

  /** What is waiting; empty when the log is closed and all is written. */
  private List<LogLine> take() throws InterruptedException {
    lock.lock();
    try {
      while (waiting.isEmpty() && !closed) {
        begun.await();
      }
      long nanos = GATHERING.toNanos();
      while (waiting.size() < FULL_BATCH && !closed && nanos > 0) {
        nanos = full.awaitNanos(nanos);
      }
      List<LogLine> batch = waiting;
      waiting = new ArrayList<>();
      taken.signalAll();
      return batch;
    } finally {
      lock.unlock();
    }
  }

  private void shut() {
    lock.lock();
    try {
      closed = true;
      begun.signalAll();
      full.signalAll();
      taken.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes and stores nothing more, and does not wait for what is being stored. */
  void abandon() {
    abandoned = true;
    lock.lock();
    try {
      waiting.clear();
    } finally {
      lock.unlock();
    }
    shut();
  }

  /** Takes nothing more and returns when all that was taken is stored. */
  @Override
  public void close() {
    shut();
    boolean interrupted = Thread.interrupted();
    try {
      while (true) {
        try {
          pump.get();
          return;
        } catch (InterruptedException e) {
          interrupted = true;
        } catch (ExecutionException e) {
          throw new IllegalStateException("the log could not be stored", e.getCause());
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Half a surrogate pair and NUL can't be stored everywhere; both become U+FFFD. */
  static String printable(String text) {
    StringBuilder fixed = null;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      boolean pair =
          Character.isHighSurrogate(c)
              && i + 1 < text.length()
              && Character.isLowSurrogate(text.charAt(i + 1));
      if (pair) {
        i++;
      } else if (c == 0 || Character.isSurrogate(c)) {
        if (fixed == null) {
          fixed = new StringBuilder(text);
        }
        fixed.setCharAt(i, '\uFFFD');
      }
    }
    return fixed == null ? text : fixed.toString();
  }

  /** Parts of at most {@link #MAX_LINE_BYTES}, never cut inside a character, without line ends. */
  static List<String> split(String text) {
    if (text.indexOf('\n') < 0) {
      return splitLine(text);
    }
    return Stream.of(text.stripTrailing().split("\r?\n", -1))
        .flatMap(line -> splitLine(line).stream())
        .toList();
  }

  private static List<String> splitLine(String line) {
    if (line.length() * 3L <= MAX_LINE_BYTES || line.getBytes(UTF_8).length <= MAX_LINE_BYTES) {
      return List.of(line);
    }
    List<String> parts = new ArrayList<>();
    int start = 0;
    int bytes = 0;
    for (int i = 0; i < line.length(); ) {
      int point = line.codePointAt(i);
      int size = point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
      if (bytes + size > MAX_LINE_BYTES) {
        parts.add(line.substring(start, i));
        start = i;
        bytes = 0;
      }
      bytes += size;
      i += Character.charCount(point);
    }
    parts.add(line.substring(start));
    return parts;
  }
}
