package org.dimdesktop.registry;

import java.time.Duration;
import java.util.function.Supplier;
import org.dimdesktop.task.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a step again that failed for what may be over in a moment; blocks, some seconds at most. */
public final class Retry {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
  private static final int MAX_TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private Retry() {}

  /** Does a step that gives something. */
  public static <T> T of(String subject, Supplier<T> step) {
    for (int tries = 1; ; tries++) {
      try {
        return step.get();
      } catch (FailureException e) {
        if (tries == MAX_TRIES || !e.failure().mayPass()) {
          throw e;
        }
        LOG.debug("{} is tried again: {}", subject, e.failure().cause());
        Pauses.beforeRetry(FIRST_PAUSE.multipliedBy(1L << (tries - 1)), "copy", subject);
      }
    }
  }

  /** Does a step that gives nothing. */
  public static void run(String subject, Runnable step) {
    var _ =
        of(
            subject,
            () -> {
              step.run();
              return true;
            });
  }
}
