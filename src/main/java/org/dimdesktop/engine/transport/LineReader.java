package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/**
 * Cuts a stream into lines without making an object of each: after {@link #next} the line stands in
 * {@link #buffer} from {@link #start} on, until the next call.
 */
final class LineReader {
  private final InputStream in;
  private final int limit;
  private byte[] buffer = new byte[16 * 1024];
  private int start;
  private int length;
  private int end;
  private int scanned;
  private boolean eof;

  /** Lines longer than {@code limit} bytes are an error of the other side. */
  LineReader(InputStream in, int limit) {
    this.in = in;
    this.limit = limit;
  }

  /** Goes to the next line; false after the last. */
  boolean next() throws IOException {
    start = scanned;
    while (true) {
      for (; scanned < end; scanned++) {
        if (buffer[scanned] == '\n') {
          length = scanned++ - start;
          return true;
        }
      }
      if (eof) {
        length = end - start;
        return length > 0;
      }
      fill();
    }
  }

  private void fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, end - start);
      end -= start;
      scanned -= start;
      start = 0;
    }
    if (end == buffer.length) {
      if (buffer.length >= limit) {
        throw new IOException("a line is longer than " + limit + " bytes");
      }
      buffer = Arrays.copyOf(buffer, Math.min(limit, buffer.length * 2));
    }
    int read = in.read(buffer, end, buffer.length - end);
    if (read < 0) {
      eof = true;
    } else {
      end += read;
    }
  }

  byte[] buffer() {
    return buffer;
  }

  int start() {
    return start;
  }

  int length() {
    return length;
  }
}
