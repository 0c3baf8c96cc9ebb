package org.dimdesktop.ui.containers;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.engine.EngineState;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.container.LogOptions;
import org.dimdesktop.engine.container.LogSink;
import org.dimdesktop.log.LogStore;
import org.dimdesktop.log.LogStream;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Subscription;
import org.dimdesktop.ui.common.FailureText;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A container's log as it grows: it goes on when the container is started again and when the engine
 * comes back, and ends when it is closed or the container removed. Thread-safe.
 */
final class ContainerLog implements AutoCloseable {
  private static final long RETRY_SECONDS = 3;
  private static final Logger LOG = LoggerFactory.getLogger(ContainerLog.class);

  private final EngineState state;
  private final ContainerService containers;
  private final String container;
  private final LogStore store;
  private final Semaphore changes = new Semaphore(0);
  private final LogStamp stamp = new LogStamp();
  private final FutureTask<?> follower = new FutureTask<>(this::follow, null);
  private @Nullable Listing<ContainerSummary> known;
  private long last;
  private long seen;
  private long told = -1;
  private long limit = Long.MAX_VALUE;

  private enum End {
    /** The container ended. */
    ENDED,
    /** The way to the engine broke off. */
    LOST
  }

  /** Begins to follow, into files of its own in {@code directory}. */
  ContainerLog(EngineState state, ContainerService containers, String container, Path directory) {
    this.state = state;
    this.containers = containers;
    this.container = container;
    this.store = LogStore.create(directory);
    // Not a virtual thread: parking one for each line of a fast log costs more than reading it.
    Thread.ofPlatform().daemon().name("container-log").start(follower);
  }

  LogStore store() {
    return store;
  }

  /** Stops and frees the files. */
  @Override
  public void close() {
    follower.cancel(true);
    store.close();
  }

  private void follow() {
    try (Subscription _ = state.onContainers(this::changed)) {
      readThrough();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // closed: nobody reads the log any more
    } catch (RuntimeException e) {
      Failure failure = FailureException.of(e, Strings.get("containers.action.logs"), container);
      switch (failure) {
        case Failure.Cancelled _ -> {}
        case Failure.NotFound _ -> say(Strings.get("containers.log.removed"));
        default -> {
          LOG.warn("following the log of {}", container, e); // what failed may be the log's disk
          FailureText text = FailureText.of(failure);
          say(text.title() + ": " + text.explanation());
        }
      }
    } finally {
      store.end();
    }
  }

  private void readThrough() throws InterruptedException {
    String started = startedAt(inspect());
    while (true) {
      End end = read(true);
      if (end == End.ENDED) {
        end = readRest(started);
      }
      switch (end) {
        case ENDED -> {
          started = awaitStart(started);
          say(Strings.get("containers.log.restarted"));
        }
        case LOST -> {
          if (last > told) {
            say(Strings.get("containers.log.lost")); // once, however often it is tried again
            told = last;
          }
          // The engine may be well and only this one stream cut: then no change will come.
          if (changes.tryAcquire(RETRY_SECONDS, TimeUnit.SECONDS)) {
            changes.drainPermits();
          }
        }
      }
    }
  }

  /** Old engines may let a follower go before it has the last line. */
  private End readRest(String started) {
    try {
      JsonNode now = inspect();
      byte[] again = startedAt(now).getBytes(StandardCharsets.UTF_8);
      if (!startedAt(now).equals(started)) {
        limit = stamp.read(again, 0, again.length); // what comes later belongs below that news
      }
      return read(false);
    } catch (FailureException e) {
      // One that is being removed has no log any more; what became of it is asked for next.
      return isLost(e.failure()) ? End.LOST : End.ENDED;
    } finally {
      limit = Long.MAX_VALUE;
    }
  }

  private End read(boolean follow) {
    seen = last;
    Instant since = last == 0 ? null : LogStamp.after(last);
    LogOptions options = new LogOptions(follow, since, -1, true);
    try {
      containers.logs(container, options, this::line, OperationContext.NONE);
      return End.ENDED;
    } catch (FailureException e) {
      if (isLost(e.failure())) {
        return End.LOST;
      }
      throw e;
    }
  }

  private void line(LogSink.Channel channel, byte[] bytes, int offset, int length) {
    long nanos = stamp.read(bytes, offset, length);
    int skip = stamp.length();
    if (nanos != 0) {
      if (nanos <= seen || nanos >= limit) {
        return; // engines differ in whether "since" takes in the moment itself
      }
      last = Math.max(last, nanos); // the two channels are not in order between each other
    }
    LogStream stream = channel == LogSink.Channel.STDERR ? LogStream.STDERR : LogStream.STDOUT;
    store.append(stream, nanos, null, bytes, offset + skip, length - skip);
  }

  /** Waits until the container runs and was started at another time than {@code before}. */
  private String awaitStart(String before) throws InterruptedException {
    while (true) {
      try {
        JsonNode now = inspect();
        if (now.path("State").path("Running").asBoolean() && !startedAt(now).equals(before)) {
          return startedAt(now);
        }
      } catch (FailureException e) {
        if (!isLost(e.failure())) {
          throw e;
        }
      }
      awaitChange();
    }
  }

  private void awaitChange() throws InterruptedException {
    changes.acquire();
    changes.drainPermits();
  }

  private void changed(Listing<ContainerSummary> now) {
    Listing<ContainerSummary> before = known;
    known = now;
    if (now.freshness().kind() == Freshness.Kind.LIVE
        && (before == null
            || before.freshness().kind() != Freshness.Kind.LIVE
            || !Objects.equals(find(before), find(now)))) {
      changes.release();
    }
  }

  private @Nullable ContainerSummary find(Listing<ContainerSummary> listing) {
    return listing.items().stream().filter(c -> c.id().equals(container)).findFirst().orElse(null);
  }

  private JsonNode inspect() {
    return containers.inspect(container);
  }

  private static String startedAt(JsonNode inspected) {
    return inspected.path("State").path("StartedAt").asText();
  }

  private static boolean isLost(Failure failure) {
    return failure instanceof Failure.Unreachable || failure instanceof Failure.Broken;
  }

  private void say(String text) {
    Instant now = Instant.now();
    long nanos = now.getEpochSecond() * 1_000_000_000L + now.getNano();
    store.append(LogStream.SYSTEM, nanos, null, text);
  }
}
