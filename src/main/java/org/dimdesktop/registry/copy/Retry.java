package org.dimdesktop.registry.copy;

import java.time.Duration;
import java.util.function.Supplier;
import org.dimdesktop.registry.Interrupts;
import org.dimdesktop.task.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Does a step again that failed for what may be over in a moment. */
final class Retry {
  private static final Logger LOG = LoggerFactory.getLogger(Retry.class);
  private static final int MAX_TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);

  private Retry() {}

  static <T> T of(String subject, Supplier<T> step) {
    for (int tries = 1; ; tries++) {
      try {
        return step.get();
      } catch (FailureException e) {
        if (tries == MAX_TRIES || !e.failure().mayPass()) {
          throw e;
        }
        LOG.debug("{} is tried again: {}", subject, e.failure().cause());
        Interrupts.sleep(FIRST_PAUSE.multipliedBy(1L << (tries - 1)), "copy", subject);
      }
    }
  }

  static void run(String subject, Runnable step) {
    var _ =
        of(
            subject,
            () -> {
              step.run();
              return true;
            });
  }
}
