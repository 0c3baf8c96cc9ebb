package org.dimdesktop.updates.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.javalin.http.Context;
import java.io.IOException;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.dimdesktop.dim.daemon.http.StreamSink;
import org.dimdesktop.dim.daemon.http.StreamTimes;

/**
 * What happens, as server-sent events: {@code check}, {@code step}, {@code progress}, {@code
 * update}.
 */
final class EventStream {
  static final String PATH = "/api/v2/events";

  private static final StreamTimes TIMES = StreamTimes.DEFAULT;

  private final DeskEvents events;
  private final BooleanSupplier ending;

  EventStream(DeskEvents events, BooleanSupplier ending) {
    this.events = events;
    this.ending = ending;
  }

  /** Goes on until the client leaves or the server ends. */
  void stream(Context ctx) {
    String last = ctx.header("Last-Event-ID");
    long after = last == null ? events.newest() : events.number(last);
    try (StreamSink sink = new StreamSink(ctx, "text/event-stream", TIMES.patience())) {
      sink.comment();
      sink.flush();
      while (!ending.getAsBoolean()) {
        long seen = events.signal().version();
        List<DeskEvents.Event> batch = events.after(after);
        for (DeskEvents.Event event : batch) {
          sink.event(events.id(event), event.name(), event.data().getBytes(UTF_8));
          after = event.number();
        }
        if (batch.isEmpty() && !events.signal().awaitBeyond(seen, TIMES.heartbeat())) {
          sink.comment();
        }
        sink.flush();
      }
    } catch (IOException _) {
      return; // the client is gone, or takes nothing
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }
}
