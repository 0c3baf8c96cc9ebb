package org.dimdesktop.log;

import java.io.IOException;

/**
 * A run of written lines within one segment, from a line whose offset is known.
 *
 * @param skipTo the first line wanted
 * @param to one past the last line wanted
 */
record LogSpan(LogSegment segment, long line, long skipTo, long to, int offset, int end) {

  private static final int BUFFER = 64 * 1024;

  /** Hands every wanted line to the visitor; false if that asked to stop. */
  boolean visit(LogVisitor visitor) throws IOException {
    byte[] buffer = new byte[Math.min(BUFFER, end - offset)];
    int from = offset;
    int have = 0;
    int at = 0;
    for (long next = line; next < to; next++) {
      int need = have - at < LogFormat.HEADER ? LogFormat.HEADER : recordAt(buffer, at);
      if (have - at < need) {
        System.arraycopy(buffer, at, buffer, 0, have - at);
        have -= at;
        at = 0;
        int more = Math.min(buffer.length - have, end - from);
        segment.read(from, buffer, have, more);
        from += more;
        have += more;
      }
      if (next >= skipTo && !visitor.line(next, buffer, at)) {
        return false;
      }
      at += recordAt(buffer, at);
    }
    return true;
  }

  private static int recordAt(byte[] buffer, int at) {
    return LogFormat.HEADER + LogFormat.length(buffer, at);
  }
}
