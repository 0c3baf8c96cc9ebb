package org.dimdesktop.dim.client;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
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

  private final BufferedReader in;
  private boolean begun;
  private @Nullable String id;

  SseReader(InputStream body) {
    in = new BufferedReader(new InputStreamReader(body, StandardCharsets.UTF_8));
  }

  /** The next event, or null at the end. */
  @Nullable Event next() throws IOException {
    String type = null;
    StringBuilder data = null;
    for (String line = line(); line != null; line = line()) {
      if (line.isEmpty()) {
        if (data != null) {
          return new Event(id, type, data.toString());
        }
        type = null;
        continue;
      }
      int colon = line.indexOf(':');
      String field = colon < 0 ? line : line.substring(0, colon);
      String value = colon < 0 ? "" : line.substring(colon + 1);
      if (value.startsWith(" ")) {
        value = value.substring(1);
      }
      switch (field) {
        case "data" ->
            data = data == null ? new StringBuilder(value) : data.append('\n').append(value);
        case "event" -> type = value.isEmpty() ? null : value;
        case "id" -> id = value.indexOf('\0') >= 0 ? id : value.isEmpty() ? null : value;
        default -> {} // a comment, or nothing of ours
      }
    }
    return null;
  }

  private @Nullable String line() throws IOException {
    String line = in.readLine();
    if (!begun && line != null) {
      begun = true;
      return line.startsWith("\uFEFF") ? line.substring(1) : line;
    }
    return line;
  }
}
