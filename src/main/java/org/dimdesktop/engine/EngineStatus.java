package org.dimdesktop.engine;

import java.time.Instant;
import java.util.List;
import org.dimdesktop.engine.context.Attempt;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.task.Failure;
import org.jspecify.annotations.Nullable;

/** How things stand with the engine at this moment. */
public sealed interface EngineStatus {
  /** The first answer is awaited. */
  record Connecting(EngineEndpoint endpoint) implements EngineStatus {}

  /**
   * The engine answers and its events arrive.
   *
   * @param syncedAt when the lists were last read in full
   */
  record Connected(
      EngineEndpoint endpoint,
      String engineVersion,
      String apiVersion,
      String os,
      String architecture,
      Instant syncedAt)
      implements EngineStatus {}

  /**
   * The engine did answer and does not any more; it is tried again about every second.
   *
   * @param lastSynced when the lists were last known to be true
   */
  record Lost(EngineEndpoint endpoint, Instant since, Failure failure, Instant lastSynced)
      implements EngineStatus {}

  /**
   * No engine has answered since the start; it is tried again about every second.
   *
   * @param endpoint the one that is tried, or null where none could be chosen
   * @param attempts what was tried, in order, with the reason for each
   * @param failure why there is none; the view says the next step by it
   */
  record NoEngine(@Nullable EngineEndpoint endpoint, List<Attempt> attempts, Failure failure)
      implements EngineStatus {}
}
