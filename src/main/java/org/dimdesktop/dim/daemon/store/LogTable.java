package org.dimdesktop.dim.daemon.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;

/** The log lines of all builds; a build's lines are numbered from 1 without a gap. */
public final class LogTable {
  private static final String INSERT =
      "insert into log_line (build_id, seq, stream, time, step, line)"
          + " values (?, ?, ?, ?, ?, ?) on conflict do nothing";

  private final RecentLines recent = new RecentLines();
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
   * @param lines in the order of their numbers, without a gap and without NUL
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
      insert(h.getConnection(), buildId, lines);
      database.dialect().announce(h, Signals.log(buildId));
      return held;
    });
    recent.add(buildId, List.copyOf(lines));
    signals.ofBuild(buildId).raise();
  }

  /** By the driver itself: a build prints so many lines that what lies between would be felt. */
  private static void insert(Connection connection, String buildId, List<LogLine> lines) {
    try (PreparedStatement insert = connection.prepareStatement(INSERT)) {
      for (LogLine line : lines) {
        insert.setString(1, buildId);
        insert.setLong(2, line.seq());
        insert.setString(3, line.stream().wire());
        insert.setLong(4, line.time().toEpochMilli());
        insert.setString(5, line.step());
        insert.setString(6, line.line());
        insert.addBatch();
      }
      insert.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the lines of a log could not be stored", e);
    }
  }

  /**
   * The same as {@link #read}, of a build that runs here and of lines that were stored a moment ago
   * only; it costs no look at the database.
   */
  public List<LogLine> recent(String buildId, long fromSeq, int limit) {
    return recent.read(buildId, fromSeq, limit);
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
                    LogStream.ofWire(row.getString(2)),
                    Instant.ofEpochMilli(row.getLong(3)),
                    row.getString(4),
                    row.getString(5)))
            .list());
  }
}
