package org.dimdesktop.dim.daemon.store;

import java.util.Map;
import org.jdbi.v3.core.Handle;

/** The few things that SQLite and PostgreSQL say differently. */
enum Dialect {
  SQLITE(
      "without rowid",
      "integer primary key autoincrement",
      "cast((julianday('now') - 2440587.5) * 86400000 as integer)",
      "",
      "json_each(?)"),
  POSTGRES(
      "",
      "bigint generated always as identity primary key",
      "(extract(epoch from clock_timestamp()) * 1000)::bigint",
      " for update skip locked",
      "(select element as value, number - 1 as key"
          + " from json_array_elements_text(?::json) with ordinality as e (element, number)) as e");

  /** Where PostgreSQL's daemons tell each other of changes. */
  static final String CHANNEL = "dim";

  /** Of this program alone in a database: "dim" in hexadecimal. */
  private static final long LOCK = 0x64696dL;

  private final String clustered;
  private final String identity;
  private final String now;
  private final String skipLocked;
  private final String elements;

  Dialect(String clustered, String identity, String now, String skipLocked, String elements) {
    this.clustered = clustered;
    this.identity = identity;
    this.now = now;
    this.skipLocked = skipLocked;
    this.elements = elements;
  }

  /** What stands for the placeholders of the schema. */
  Map<String, String> placeholders() {
    return Map.of("clustered", clustered, "identity", identity);
  }

  /** The database's own time in milliseconds since 1970, whatever the clocks of its daemons say. */
  String now() {
    return now;
  }

  /** At the end of a select: the rows are taken, and those that others hold are left out. */
  String skipLocked() {
    return skipLocked;
  }

  /** In a from: the texts of a JSON array as {@code value}, numbered from 0 by {@code key}. */
  String elements() {
    return elements;
  }

  /**
   * Until the transaction ends, no other daemon gets past here. Numbers given within are then
   * committed in their order, and a count that is read within still holds when it is acted upon.
   */
  void serialise(Handle h) {
    if (this == POSTGRES) {
      h.createQuery("select 1 from pg_advisory_xact_lock(:lock)")
          .bind("lock", LOCK)
          .mapTo(Integer.class)
          .one();
    }
  }

  /** Tells the other daemons when the transaction is committed. */
  void announce(Handle h, String notice) {
    if (this == POSTGRES) {
      h.createQuery("select 1 from pg_notify(:channel, :notice)")
          .bind("channel", CHANNEL)
          .bind("notice", notice)
          .mapTo(Integer.class)
          .one();
    }
  }
}
