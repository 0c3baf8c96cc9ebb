package org.dimdesktop.ui.control;

import java.util.List;

/**
 * Lines wanted by a view.
 *
 * @param line the first line that is to show, or {@link #TAIL} for the newest
 * @param before how many lines to read ahead of it
 * @param count how many lines to read in all
 * @param version what the source was at when asked
 */
record LogRequest(LogSource source, long line, int before, int count, long version) {

  static final long TAIL = -1;

  /** Reads them; blocking. */
  LogPage load() {
    long now = source.version();
    long total = source.count();
    long rank = Math.max(0, line == TAIL ? total - count : source.rank(line) - before);
    List<LogLine> lines = source.read(rank, count).stream().map(LogLine::of).toList();
    return new LogPage(source, now, lines, rank == 0, rank + lines.size() >= total);
  }
}
