package org.dimdesktop.engine.transport;

import org.dimdesktop.task.FailureException;

/**
 * The engine's HTTP API. Calls block until the response's headers are there; interrupting the
 * calling thread ends them. Thread-safe.
 */
public interface EngineHttp {
  /**
   * Sends a request and waits for the head of its response, whose body the caller reads and closes.
   *
   * @throws FailureException for whatever keeps the engine from a 1xx–3xx answer
   */
  EngineResponse execute(EngineRequest request);

  /**
   * Sends a request that turns the connection into a raw stream (attach, exec).
   *
   * @throws FailureException for whatever keeps the engine from upgrading
   */
  DuplexStream upgrade(EngineRequest request);

  /** The API version in use, such as {@code 1.44}; it is negotiated first if need be. */
  String apiVersion();
}
