package org.dimdesktop.engine.transport;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * JSON items as the engine sends them, one a line. Lines that are not JSON are passed over with a
 * debug log. One reader; closing it from any thread ends a blocked {@link #next}.
 */
public interface JsonStream extends AutoCloseable {
  /**
   * Waits for the next item; null after the last.
   *
   * @throws org.dimdesktop.task.FailureException when the stream breaks off ({@code Broken}), or
   *     when it was closed or the thread interrupted ({@code Cancelled})
   */
  @Nullable JsonNode next();

  /**
   * As {@link #next}, but an item that says {@code errorDetail} or {@code error} is thrown as the
   * failure it stands for.
   */
  @Nullable JsonNode nextOrFail();

  @Override
  void close();
}
