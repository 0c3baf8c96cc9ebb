package org.dimdesktop.updates.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.dimdesktop.dim.daemon.store.Signal;

/** The last events, each with a number, for those that listen. Thread-safe. */
final class DeskEvents {
  private static final int KEPT = 1000;

  /** What happened. */
  record Event(long number, String name, String data) {}

  /** Numbers of another process mean nothing here. */
  private final String epoch = UUID.randomUUID().toString().substring(0, 8);

  private final Signal signal = new Signal();
  private final Deque<Event> events = new ArrayDeque<>();
  private long newest;

  /** Is raised with every event, and when listeners are to end. */
  Signal signal() {
    return signal;
  }

  void add(String name, JsonNode data) {
    synchronized (this) {
      newest++;
      events.addLast(new Event(newest, name, data.toString()));
      if (events.size() > KEPT) {
        events.removeFirst();
      }
    }
    signal.raise();
  }

  synchronized long newest() {
    return newest;
  }

  synchronized List<Event> after(long number) {
    return events.stream().filter(event -> event.number() > number).toList();
  }

  String id(Event event) {
    return epoch + "-" + event.number();
  }

  /** The number after which a client that saw this id goes on; what is new where it is none. */
  long number(String id) {
    String prefix = epoch + "-";
    try {
      return id.toLowerCase(Locale.ROOT).startsWith(prefix)
          ? Math.min(newest(), Long.parseLong(id.substring(prefix.length())))
          : newest();
    } catch (NumberFormatException _) {
      return newest();
    }
  }
}
