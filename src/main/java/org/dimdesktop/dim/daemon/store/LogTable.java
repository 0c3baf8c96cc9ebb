package org.dimdesktop.dim.daemon.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;

/** The log lines of all builds; a build's lines are numbered from 1 without a gap. */
public final class LogTable {
  /** Of more text than this, the parts are handed to the database one after the other. */
  private static final int MOST_CHARACTERS = 1 << 20;

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

  /**
   * A build prints so many lines that what the driver does for each would be felt. Lines that
   * differ in nothing but their text go to the database together, as one array.
   */
  private void insert(Connection connection, String buildId, List<LogLine> lines) {
    String sql =
        "insert into log_line (build_id, seq, stream, time, step, line)"
            + " select ?, ? + key, ?, ?, ?, value from "
            + database.dialect().elements()
            + " where true on conflict do nothing";
    try (PreparedStatement insert = connection.prepareStatement(sql)) {
      int waiting = 0;
      for (int begin = 0, end; begin < lines.size(); begin = end) {
        end = endOfAlike(lines, begin);
        LogLine first = lines.get(begin);
        String texts = texts(lines.subList(begin, end));
        insert.setString(1, buildId);
        insert.setLong(2, first.seq());
        insert.setString(3, first.stream().wire());
        insert.setLong(4, first.time().toEpochMilli());
        insert.setString(5, first.step());
        insert.setString(6, texts);
        insert.addBatch();
        waiting += texts.length();
        if (waiting > MOST_CHARACTERS || end == lines.size()) {
          insert.executeBatch();
          waiting = 0;
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("the lines of a log could not be stored", e);
    }
  }

  /** Where lines of one stream, time and step end, or their text is enough. */
  private static int endOfAlike(List<LogLine> lines, int begin) {
    LogLine first = lines.get(begin);
    int characters = 0;
    int end = begin;
    while (end < lines.size() && characters < MOST_CHARACTERS) {
      LogLine line = lines.get(end);
      if (line.stream() != first.stream()
          || !line.time().equals(first.time())
          || !Objects.equals(line.step(), first.step())) {
        break;
      }
      characters += line.line().length();
      end++;
    }
    return end;
  }

  private static String texts(List<LogLine> lines) {
    try {
      return DimJson.mapper().writeValueAsString(lines.stream().map(LogLine::line).toList());
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // of texts it can write any
    }
  }

  /** Whether anybody follows a log, and {@link #recent} is worth its memory. */
  public void keepRecent(boolean followed) {
    recent.keep(followed);
  }

  /**
   * The same as {@link #read}, of a build that runs here and of lines that were stored a moment ago
   * only, while somebody follows; it costs no look at the database.
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
