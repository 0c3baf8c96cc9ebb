package org.dimdesktop.ui.control;

import java.util.List;

/**
 * Lines in memory around what shows.
 *
 * @param version what the source was at when they were read
 * @param atStart whether no line came before the first
 * @param atEnd whether no line came after the last
 */
record LogPage(
    LogSource source, long version, List<LogLine> lines, boolean atStart, boolean atEnd) {

  /** The index of the line, or of the next one after it. */
  int index(long line) {
    int low = 0;
    int high = lines.size();
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (lines.get(middle).line() < line) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  /** Whether the line, or the next one after it, is here. */
  boolean holds(long line) {
    return index(line) < lines.size() && (atStart || lines.getFirst().line() <= line);
  }

  /** Whether what shows from {@code line} on for {@code rows} rows is here. */
  boolean covers(long line, int rows, long now) {
    int from = index(line);
    boolean begins = atStart || (!lines.isEmpty() && lines.getFirst().line() <= line);
    boolean ends = lines.size() - from >= rows || (atEnd && version == now);
    return begins && ends && (from < lines.size() || version == now);
  }
}
