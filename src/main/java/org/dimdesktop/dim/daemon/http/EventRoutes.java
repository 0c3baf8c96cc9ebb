package org.dimdesktop.dim.daemon.http;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.dimdesktop.dim.daemon.store.EventStore;
import org.dimdesktop.dim.daemon.store.Signal;
import org.dimdesktop.dim.daemon.store.Signals;

/** Every change of status or phase of any build, as SSE. */
final class EventRoutes {
  private static final int BATCH = 200;

  private final EventStore events;
  private final Signals signals;
  private final StreamTimes times;
  private final BooleanSupplier closing;

  EventRoutes(EventStore events, Signals signals, StreamTimes times, BooleanSupplier closing) {
    this.events = events;
    this.signals = signals;
    this.times = times;
    this.closing = closing;
  }

  void addTo(Router router) {
    router.any(HandlerType.GET, "/events", (ctx, who) -> stream(ctx));
  }

  private void stream(Context ctx) throws IOException, InterruptedException {
    String last = ctx.header("Last-Event-ID");
    long newest = events.newest();
    // A number from before the database was replaced would wait for ever.
    long after =
        last == null || last.isBlank()
            ? newest
            : Math.min(newest, Query.number("Last-Event-ID", last, 0, Long.MAX_VALUE));
    try (StreamSink sink = new StreamSink(ctx, "text/event-stream", times.patience())) {
      stream(sink, after);
    }
  }

  private void stream(StreamSink sink, long from) throws IOException, InterruptedException {
    long after = from;
    sink.comment();
    sink.flush();
    Signal signal = signals.changes();
    while (!closing.getAsBoolean()) {
      long seen = signal.version();
      List<EventStore.Event> batch = events.after(after, BATCH);
      for (EventStore.Event event : batch) {
        sink.event(Long.toString(event.id()), "build", event.data().getBytes(UTF_8));
        after = event.id();
      }
      if (!batch.isEmpty()) {
        sink.flush();
      } else if (!signal.awaitBeyond(seen, times.heartbeat())) {
        sink.comment();
        sink.flush();
      }
    }
  }
}
