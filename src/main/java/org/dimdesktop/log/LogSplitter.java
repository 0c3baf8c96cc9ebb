package org.dimdesktop.log;

import java.util.Arrays;

/**
 * Cuts one stream of bytes into lines of a log, with the timestamps an engine may put before each.
 *
 * <p>Of one thread. Call {@link #finish} when the stream has ended.
 */
public final class LogSplitter {

  private static final int MOST = 1 << 20;

  private final LogStore store;
  private final LogStream stream;
  private final boolean timestamps;
  private byte[] pending = new byte[1024];
  private int held;

  /**
   * Lines go to the store as of that stream; {@code timestamps}: RFC 3339 and a space lead each.
   */
  public LogSplitter(LogStore store, LogStream stream, boolean timestamps) {
    this.store = store;
    this.stream = stream;
    this.timestamps = timestamps;
  }

  /** Takes the next bytes, cut anywhere. */
  public void feed(byte[] bytes, int offset, int length) {
    int from = offset;
    int end = offset + length;
    for (int i = offset; i < end; i++) {
      if (bytes[i] == '\n') {
        if (held > 0) {
          hold(bytes, from, i - from);
          line(pending, 0, held);
          held = 0;
        } else {
          line(bytes, from, i - from);
        }
        from = i + 1;
      }
    }
    hold(bytes, from, end - from);
    if (held >= MOST) {
      finish();
    }
  }

  /** Appends what came after the last newline, if anything. */
  public void finish() {
    if (held > 0) {
      line(pending, 0, held);
      held = 0;
    }
  }

  private void hold(byte[] bytes, int from, int length) {
    if (held + length > pending.length) {
      pending = Arrays.copyOf(pending, Math.max(held + length, pending.length * 2));
    }
    System.arraycopy(bytes, from, pending, held, length);
    held += length;
  }

  private void line(byte[] bytes, int from, int length) {
    long nanos = 0;
    int skip = 0;
    if (timestamps) {
      int space = LogTime.end(bytes, from, length);
      nanos = space < 0 ? 0 : LogTime.parse(bytes, from, space);
      skip = nanos == 0 ? 0 : space + 1;
    }
    store.append(stream, nanos, null, bytes, from + skip, Math.max(0, length - skip));
  }
}
