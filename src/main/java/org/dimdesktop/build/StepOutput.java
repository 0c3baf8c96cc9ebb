package org.dimdesktop.build;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Joins a stream's pieces to lines; pieces may be cut anywhere, also inside a character. Not
 * thread-safe.
 */
final class StepOutput {
  /** A line without an end is handed on at this many bytes. */
  static final int MAX_LINE = 64 * 1024;

  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final Consumer<String> sink;
  private @Nullable String pending;

  StepOutput(Consumer<String> sink) {
    this.sink = sink;
  }

  /** Takes the next piece; {@code prefix} stands before a line that begins in it. */
  void accept(ByteBuffer piece, String prefix) {
    ByteBuffer rest = piece.duplicate();
    while (rest.hasRemaining()) {
      byte b = rest.get();
      if (pending == null) {
        pending = prefix;
      }
      if (b == '\n') {
        flush();
      } else {
        line.write(b);
        if (line.size() >= MAX_LINE && (b & 0x80) == 0) {
          flush();
        }
      }
    }
  }

  /** Hands on what has no line end yet. */
  void flush() {
    if (pending == null) {
      return;
    }
    String text = line.toString(StandardCharsets.UTF_8);
    sink.accept(pending + (text.endsWith("\r") ? text.substring(0, text.length() - 1) : text));
    line.reset();
    pending = null;
  }
}
