package org.dimdesktop.dim.daemon.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.LogEnd;
import org.dimdesktop.dim.daemon.store.BuildStore;
import org.dimdesktop.dim.daemon.store.LogTable;
import org.dimdesktop.dim.daemon.store.Signal;
import org.dimdesktop.dim.daemon.store.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A build's log, as NDJSON or as SSE. A follower reads from the store and is only woken by the
 * build: a slow one holds up nobody, and one that was cut off goes on at its last number.
 */
final class LogRoutes {
  private static final Logger LOG = LoggerFactory.getLogger(LogRoutes.class);

  private final BuildStore builds;
  private final LogChunks chunks;
  private final Signals signals;
  private final StreamTimes times;
  private final BooleanSupplier closing;

  /** The streams that are open, and one party more until {@link #end}. */
  private final Phaser open = new Phaser(1);

  private volatile boolean ending;

  LogRoutes(
      BuildStore builds,
      LogTable logs,
      Signals signals,
      StreamTimes times,
      BooleanSupplier closing) {
    this.builds = builds;
    this.chunks = new LogChunks(logs);
    this.signals = signals;
    this.times = times;
    this.closing = closing;
  }

  void addTo(Router router) {
    router.any(HandlerType.GET, "/builds/{id}/logs", (ctx, who) -> logs(ctx));
  }

  private void logs(Context ctx) throws IOException, InterruptedException {
    String id = ctx.pathParam("id");
    if (builds.find(id).isEmpty()) {
      throw ApiException.noBuild(id);
    }
    long from = Query.number(ctx, "from_seq", 1, 1, Long.MAX_VALUE);
    boolean follow = Query.flag(ctx, "follow");
    String accept = ctx.header("Accept");
    if (accept != null && accept.toLowerCase(Locale.ROOT).contains("text/event-stream")) {
      String last = ctx.header("Last-Event-ID");
      if (last != null && !last.isBlank()) {
        from = Query.number("Last-Event-ID", last, 0, Long.MAX_VALUE - 1) + 1;
      }
      stream(ctx, "text/event-stream", id, from, follow);
    } else {
      stream(ctx, "application/x-ndjson", id, from, follow);
    }
  }

  private void stream(Context ctx, String type, String id, long from, boolean follow)
      throws IOException, InterruptedException {
    open.register();
    chunks.join();
    try (StreamSink sink = new StreamSink(ctx, type, times.patience())) {
      new Stream(sink, id, type.equals("text/event-stream"), from).run(follow);
    } finally {
      chunks.leave();
      open.arriveAndDeregister();
    }
  }

  /**
   * Ends what is followed, before the daemon does: who follows a build that has ended gets the rest
   * of its log and how it ended, the others nothing more. Returns when all have, or after {@code
   * atMost}.
   */
  void end(Duration atMost) {
    ending = true;
    signals.raiseAll();
    int phase = open.arriveAndDeregister();
    try {
      open.awaitAdvanceInterruptibly(phase, atMost.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      LOG.info(
          "{} followers of logs are cut off; they can go on later", open.getUnarrivedParties());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Stream {
    private final StreamSink sink;
    private final String id;
    private final boolean sse;
    private long next;

    Stream(StreamSink sink, String id, boolean sse, long from) {
      this.sink = sink;
      this.id = id;
      this.sse = sse;
      this.next = from;
    }

    void run(boolean follow) throws IOException, InterruptedException {
      Signal signal = signals.ofBuild(id);
      while (!closing.getAsBoolean()) {
        boolean last = ending;
        // Signal and status are read before the lines: nothing can come after them unseen.
        long seen = signal.version();
        if (sent()) {
          continue;
        }
        Build build = builds.find(id).orElse(null);
        if (build == null) {
          return;
        }
        if (sent()) {
          continue;
        }
        if (build.status().isEnd()) {
          end(build, follow);
          return;
        }
        if (!follow || last) {
          return;
        }
        if (!signal.awaitBeyond(seen, times.heartbeat()) && sse) {
          sink.comment();
          sink.flush();
        }
      }
    }

    /** Sends the next lines, if there are any. */
    private boolean sent() throws IOException {
      LogChunks.Chunk chunk = chunks.read(id, next, sse);
      if (chunk == null) {
        return false;
      }
      sink.send(chunk.bytes());
      next = chunk.next();
      return true;
    }

    private void end(Build build, boolean follow) throws IOException {
      if (sse) {
        sink.event("", "final", Responses.bytes(Map.of("status", build.status())));
      } else if (follow) {
        sink.line(Responses.bytes(new LogEnd(build.status())));
      }
      sink.flush();
    }
  }
}
