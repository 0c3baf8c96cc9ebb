package org.dimdesktop.engine.transport;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** A response whose body is still to be read; closing it from any thread ends a blocked read. */
public interface EngineResponse extends AutoCloseable {
  /** The HTTP status. */
  int status();

  /** The first value of a header, or null. */
  @Nullable String header(String name);

  /** The body; reading throws {@code IOException} when the engine breaks off or after close. */
  InputStream body();

  /**
   * Reads the whole body as JSON and closes the response.
   *
   * @throws FailureException when it is not JSON or breaks off
   */
  JsonNode json();

  /** The body as one JSON item after another. */
  JsonStream jsonStream();

  /** The failure that an exception from {@link #body} stands for, with the request's words. */
  FailureException failed(IOException thrown);

  @Override
  void close();
}
