package org.dimdesktop.dim.daemon.http;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.api.LogStream;
import org.jspecify.annotations.Nullable;

/**
 * Writes log lines as the mapper does, at a fraction of its price: what stands between a line's
 * number and its text is mostly that of the line before. Not thread-safe.
 */
final class LogEncoder {
  private static final byte[] ID = ascii("id: ");
  private static final byte[] DATA = ascii("\nevent: log\ndata: ");
  private static final byte[] SEQ = ascii("{\"seq\":");
  private static final byte[] END = ascii("\"}\n");
  private static final byte[] END_OF_EVENT = ascii("\"}\n\n");
  private static final int LONGEST_NUMBER = 20;

  private byte[] bytes;
  private int size;
  private byte[] middle = {};
  private @Nullable LogStream stream;
  private @Nullable Instant time;
  private @Nullable String step;

  private LogEncoder(int capacity) {
    bytes = new byte[capacity];
  }

  /** Lines of NDJSON, or events of SSE. */
  static byte[] encode(List<LogLine> lines, boolean sse) {
    LogEncoder out = new LogEncoder(lines.size() * 256);
    for (LogLine line : lines) {
      if (sse) {
        out.put(ID);
        out.put(line.seq());
        out.put(DATA);
      }
      out.put(SEQ);
      out.put(line.seq());
      out.put(out.middle(line));
      out.put(quoted(line.line()));
      out.put(sse ? END_OF_EVENT : END);
    }
    return Arrays.copyOf(out.bytes, out.size);
  }

  private byte[] middle(LogLine line) {
    if (line.stream() != stream
        || !line.time().equals(time)
        || !Objects.equals(line.step(), step)) {
      stream = line.stream();
      time = line.time();
      step = line.step();
      String name = step == null ? "null" : '"' + new String(quoted(step), UTF_8) + '"';
      String text =
          ",\"stream\":\"%s\",\"time\":\"%s\",\"step\":%s,\"line\":\""
              .formatted(stream.wire(), time, name);
      middle = text.getBytes(UTF_8);
    }
    return middle;
  }

  /** The text in UTF-8 with JSON's escapes. */
  private static byte[] quoted(String text) {
    byte[] plain = text.getBytes(UTF_8);
    for (byte b : plain) {
      if ((b >= 0 && b < ' ') || b == '"' || b == '\\') {
        return JsonStringEncoder.getInstance().quoteAsUTF8(text);
      }
    }
    return plain;
  }

  private void put(byte[] part) {
    room(part.length);
    System.arraycopy(part, 0, bytes, size, part.length);
    size += part.length;
  }

  private void put(long number) {
    room(LONGEST_NUMBER);
    int digits = 1;
    for (long rest = number; rest >= 10; rest /= 10) {
      digits++;
    }
    long rest = number;
    for (int at = size + digits - 1; at >= size; at--) {
      bytes[at] = (byte) ('0' + rest % 10);
      rest /= 10;
    }
    size += digits;
  }

  private void room(int more) {
    if (bytes.length - size < more) {
      bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, size + more));
    }
  }

  private static byte[] ascii(String text) {
    return text.getBytes(ISO_8859_1);
  }
}
