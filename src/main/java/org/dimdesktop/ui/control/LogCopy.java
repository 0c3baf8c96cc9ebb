package org.dimdesktop.ui.control;

import java.util.List;
import org.dimdesktop.log.LogRecord;

/** The text of selected lines, as it is shown; blocking. */
final class LogCopy {

  /** More than this is for a file, not for the clipboard. */
  static final int MOST_CHARS = 16 << 20;

  private static final int CHUNK = 512;

  private LogCopy() {}

  /** The lines from {@code first} to {@code last}, with timestamps if wanted, cut after 16 Mi. */
  static String text(LogSource source, long first, long last, boolean timestamps) {
    StringBuilder text = new StringBuilder();
    long end = source.rank(last) + 1;
    for (long rank = source.rank(first); rank < end; rank += CHUNK) {
      List<LogRecord> lines = source.read(rank, (int) Math.min(CHUNK, end - rank));
      for (LogRecord line : lines) {
        if (text.length() > MOST_CHARS) {
          return text.toString();
        }
        if (timestamps && line.timestamp() != null && !line.continued()) {
          text.append(line.timestamp()).append(' ');
        }
        if (line.continued() && !text.isEmpty()) {
          text.setLength(text.length() - 1);
        }
        text.append(LogLine.of(line).text()).append('\n');
      }
      if (lines.isEmpty()) {
        break;
      }
    }
    return text.toString();
  }
}
