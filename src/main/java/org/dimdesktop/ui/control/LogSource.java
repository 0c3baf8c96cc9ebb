package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.log.LogRecord;
import org.dimdesktop.log.LogSearch;
import org.dimdesktop.log.LogStore;

/** The lines a view shows, in order: a rank counts them from 0, a line number never changes. */
interface LogSource {

  /** Differs whenever the shown lines may differ. */
  long version();

  long count();

  /** The number of the line with that rank, or of the nearest one. */
  long line(long rank);

  /** How many shown lines come before that one. */
  long rank(long line);

  /** Reads up to {@code count} lines; blocking. */
  List<LogRecord> read(long rank, int count);

  /** Every line of a log. */
  record All(LogStore store) implements LogSource {

    @Override
    public long version() {
      return store.version();
    }

    @Override
    public long count() {
      return store.lineCount();
    }

    @Override
    public long line(long rank) {
      return store.firstLine() + Math.clamp(rank, 0, Math.max(0, count() - 1));
    }

    @Override
    public long rank(long line) {
      return Math.clamp(line - store.firstLine(), 0, count());
    }

    @Override
    public List<LogRecord> read(long rank, int count) {
      return store.read(line(rank), count);
    }
  }

  /** Only the lines that a search finds. */
  record Matches(LogStore store, LogSearch search) implements LogSource {

    @Override
    public long version() {
      return store.version() + search.scanned();
    }

    @Override
    public long count() {
      return search.count();
    }

    @Override
    public long line(long rank) {
      return Math.max(0, search.line(Math.clamp(rank, 0, Math.max(0, count() - 1))));
    }

    @Override
    public long rank(long line) {
      return search.index(line);
    }

    @Override
    public List<LogRecord> read(long rank, int count) {
      List<LogRecord> lines = new ArrayList<>(count);
      for (long i = rank; i < rank + count; i++) {
        long line = search.line(i);
        if (line < 0) {
          break;
        }
        store.read(line, 1).stream().filter(found -> found.line() == line).forEach(lines::add);
      }
      return lines;
    }
  }
}
