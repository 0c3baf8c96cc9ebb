package org.dimdesktop.dim.daemon.store;

import java.util.List;

/** The events of builds: what {@code GET /events} sends, numbered without end. */
public final class EventStore {
  private static final int KEPT = 10_000;

  private final Database database;

  public EventStore(Database database) {
    this.database = database;
  }

  /** An event; {@code data} is the build as JSON. */
  public record Event(long id, String data) {}

  /** Up to {@code limit} events that came after {@code id}, in their order. */
  public List<Event> after(long id, int limit) {
    return database.read(h ->
        h.createQuery("select id, data from build_event where id > :id order by id limit :n")
            .bind("id", id)
            .bind("n", limit)
            .map((row, context) -> new Event(row.getLong(1), row.getString(2)))
            .list());
  }

  /** The newest event's number; 0 before the first. */
  public long newest() {
    return database.read(
        h -> h.createQuery("select coalesce(max(id), 0) from build_event").mapTo(Long.class).one());
  }

  /** Forgets all but the newest 10,000 events; a client that was away longer lists anew. */
  public void prune() {
    database.write(h ->
        h.execute(
            "delete from build_event where id <= (select max(id) from build_event) - ?", KEPT));
  }
}
