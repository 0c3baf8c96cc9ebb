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

  public LogTable(Database database, Signals signals) {
    this.database = database;
    this.signals = signals;
  }

  /** Stores lines, all or none, and then wakes the build's followers. */
  public void append(String buildId, List<LogLine> lines) {
    if (lines.isEmpty()) {
      return;
    }
    database.write(h -> {
      PreparedBatch batch =
          h.prepareBatch(
              "insert into log_line (build_id, seq, stream, time, step, line)"
                  + " values (?, ?, ?, ?, ?, ?)");
      for (LogLine line : lines) {
        batch.add(
            buildId,
            line.seq(),
            line.stream().wire(),
            line.time().toEpochMilli(),
            line.step(),
            line.line());
      }
      batch.execute();
      return h.execute(
          "update build set last_seq = ? where id = ?", lines.getLast().seq(), buildId);
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
