package org.dimdesktop.dim.daemon.store;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.jdbi.v3.core.statement.PreparedBatch;

/** The log lines of all builds; a build's lines are numbered from 1 without a gap. */
public final class LogTable {
  private final Database database;
  private final Signals signals;
  private final String owner;

  /** {@code owner} is this daemon's name in leases; it stores lines of its own builds only. */
  public LogTable(Database database, Signals signals, String owner) {
    this.database = database;
    this.signals = signals;
    this.owner = owner;
  }

  /**
   * Stores lines, all or none, and then wakes the build's followers. What is stored already stays
   * as it is, so that a call which may or may not have come through can be made again.
   *
   * @throws LeaseLostException when the build has ended or is another daemon's
   */
  public void append(String buildId, List<LogLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    database.write(h -> {
      int held =
          h.execute(
              "update build set last_seq = ? where id = ? and owner = ? and status = 'running'",
              lines.getLast().seq(),
              buildId,
              owner);
      if (held == 0) {
        throw new LeaseLostException(buildId);
      }
      PreparedBatch batch =
          h.prepareBatch(
              "insert into log_line (build_id, seq, stream, time, step, line)"
                  + " values (?, ?, ?, ?, ?, ?) on conflict do nothing");
      for (LogLine line : lines) {
        batch.add(
            buildId,
            line.seq(),
            line.stream().wire(),
            line.time().toEpochMilli(),
            line.step(),
            line.line());
      }
      int[] stored = batch.execute();
      database.dialect().announce(h, Signals.log(buildId));
      return stored.length;
    });
    signals.ofBuild(buildId).raise();
  }

  /** Up to {@code limit} stored lines from number {@code fromSeq} on. */
  public List<LogLine> read(String buildId, long fromSeq, int limit) {
    return database.read(h ->
        h.createQuery(
                "select seq, stream, time, step, line from log_line"
                    + " where build_id = :id and seq >= :from order by seq limit :n")
            .bind("id", buildId)
            .bind("from", fromSeq)
            .bind("n", limit)
            .map((row, context) ->
                new LogLine(
                    row.getLong(1),
                    LogStream.valueOf(row.getString(2).toUpperCase(Locale.ROOT)),
                    Instant.ofEpochMilli(row.getLong(3)),
                    row.getString(4),
                    row.getString(5)))
            .list());
  }
}
