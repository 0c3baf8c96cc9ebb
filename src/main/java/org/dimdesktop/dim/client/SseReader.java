package org.dimdesktop.dim.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Splits a body into server-sent events, by the rules of the HTML standard: fields that it does not
 * know are passed over, and an event that the end of the body cuts is none. Not thread-safe.
 */
final class SseReader {
  /**
   * One event.
   *
   * @param id the last id seen so far, or null before the first
   * @param type null where the event names none
   */
  record Event(@Nullable String id, @Nullable String type, String data) {}

  private static final int BUFFER = 64 * 1024;
  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private byte[] buffer = new byte[BUFFER];

  /** What is read and not yet looked at. */
  private int at;

  private int end;

  /** The line that {@link #line} found, without its end. */
  private int lineStart;

  private int lineEnd;
  private boolean afterReturn;
  private boolean begun;
  private @Nullable String id;
  private @Nullable String lastType;

  SseReader(InputStream body) {
    in = body;
  }

  /** The next event, or null at the end. */
  @Nullable Event next() throws IOException {
    String type = null;
    String data = null;
    while (line()) {
      if (lineStart == lineEnd) {
        if (data != null) {
          return new Event(id, type, data);
        }
        type = null;
        continue;
      }
      int colon = lineStart;
      while (colon < lineEnd && buffer[colon] != ':') {
        colon++;
      }
      int value = Math.min(colon + 1, lineEnd);
      if (value < lineEnd && buffer[value] == ' ') {
        value++;
      }
      if (isField("data", colon)) {
        String text = text(value);
        data = data == null ? text : data + '\n' + text;
      } else if (isField("event", colon)) {
        type = type(value);
      } else if (isField("id", colon)) {
        String text = text(value);
        id = text.indexOf('\0') >= 0 ? id : text.isEmpty() ? null : text;
      } // else a comment, or nothing of ours
    }
    return null;
  }

  private boolean isField(String name, int colon) {
    return isText(name, lineStart, colon);
  }

  private boolean isText(String ascii, int from, int to) {
    if (to - from != ascii.length()) {
      return false;
    }
    for (int i = 0; i < ascii.length(); i++) {
      if (buffer[from + i] != ascii.charAt(i)) {
        return false;
      }
    }
    return true;
  }

  private String text(int from) {
    return new String(buffer, from, lineEnd - from, UTF_8);
  }

  /** Mostly that of the event before. */
  private @Nullable String type(int from) {
    if (from == lineEnd) {
      return null;
    }
    if (lastType == null || !isText(lastType, from, lineEnd)) {
      lastType = text(from);
    }
    return lastType;
  }

  /** Goes to the next whole line; false at the end. */
  private boolean line() throws IOException {
    int look = at;
    while (true) {
      while (look < end && buffer[look] != '\n' && buffer[look] != '\r') {
        look++;
      }
      if (look == end) {
        int from = at;
        if (!fill()) {
          return false;
        }
        look -= from - at; // what was looked at may have moved
        continue;
      }
      if (afterReturn && look == at && buffer[look] == '\n') {
        afterReturn = false; // the second half of a line's end
        at = ++look;
        continue;
      }
      lineStart = at;
      lineEnd = look;
      afterReturn = buffer[look] == '\r';
      at = look + 1;
      if (!begun) {
        begun = true;
        passByteOrderMark();
      }
      return true;
    }
  }

  private void passByteOrderMark() {
    int length = BYTE_ORDER_MARK.length;
    if (lineEnd - lineStart >= length
        && Arrays.equals(
            buffer, lineStart, lineStart + length, BYTE_ORDER_MARK, 0, BYTE_ORDER_MARK.length)) {
      lineStart += length;
    }
  }

  private boolean fill() throws IOException {
    if (at > 0) {
      System.arraycopy(buffer, at, buffer, 0, end - at);
      end -= at;
      at = 0;
    } else if (end == buffer.length) {
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
    int read = in.read(buffer, end, buffer.length - end);
    end += Math.max(read, 0);
    return read >= 0;
  }
}
