package org.dimdesktop.log;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * A record on disk: text length (4), flags and stream (1), step (2), time (8), then the text in
 * UTF-8.
 */
final class LogFormat {

  static final int HEADER = 15;

  /** The longest text of one line in bytes; what is longer goes on in the next line. */
  static final int MAX_TEXT = 16 * 1024;

  private static final int CONTINUED = 0x80;
  private static final VarHandle INT =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);
  private static final VarHandle LONG =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private LogFormat() {}

  static void putHeader(
      byte[] to, int at, int length, LogStream stream, boolean continued, int step, long nanos) {
    INT.set(to, at, length);
    to[at + 4] = (byte) (stream.code() | (continued ? CONTINUED : 0));
    to[at + 5] = (byte) (step >>> 8);
    to[at + 6] = (byte) step;
    LONG.set(to, at + 7, nanos);
  }

  static int length(byte[] from, int at) {
    return (int) INT.get(from, at);
  }

  static LogStream stream(byte[] from, int at) {
    return LogStream.of(from[at + 4] & ~CONTINUED & 0xff);
  }

  static boolean continued(byte[] from, int at) {
    return (from[at + 4] & CONTINUED) != 0;
  }

  static int step(byte[] from, int at) {
    return (from[at + 5] & 0xff) << 8 | (from[at + 6] & 0xff);
  }

  static long nanos(byte[] from, int at) {
    return (long) LONG.get(from, at + 7);
  }

  /** How many of {@code length} bytes fit one line without cutting a character. */
  static int fit(byte[] text, int at, int length) {
    if (length <= MAX_TEXT) {
      return length;
    }
    int cut = MAX_TEXT;
    while (cut > MAX_TEXT - 4 && (text[at + cut] & 0xc0) == 0x80) {
      cut--;
    }
    return (text[at + cut] & 0xc0) == 0x80 ? MAX_TEXT : cut;
  }
}
