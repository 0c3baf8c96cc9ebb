package org.dimdesktop.dim.daemon.queue;

import java.time.Duration;
import java.util.UUID;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.api.ErrorClass;
import org.dimdesktop.dim.daemon.git.CloneException;
import org.dimdesktop.dim.daemon.secret.Masker;
import org.dimdesktop.dim.daemon.store.Outcome;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the end of a build's work means on the wire. */
final class Outcomes {
  private static final Logger LOG = LoggerFactory.getLogger(Outcomes.class);
  private static final int MAX_SUMMARY = 1000;

  private Outcomes() {}

  /** A build that was stopped from outside. */
  static Outcome stopped(StopReason reason, Duration timeout) {
    return switch (reason) {
      case CANCEL -> Outcome.canceled();
      case TIMEOUT ->
          Outcome.failure(
              ErrorClass.TIMEOUT, "the build took longer than " + Durations.text(timeout));
      case SHUTDOWN, LEASE_LOST -> Outcome.restarted();
    };
  }

  /** A build whose work threw while it was in {@code phase}. */
  static Outcome failed(Exception e, @Nullable BuildPhase phase, String buildId, Masker masker) {
    if (e instanceof CloneException clone) {
      return Outcome.failure(clone.errorClass(), summary(clone.getMessage(), masker));
    }
    Failure failure = FailureException.of(e, "build", buildId);
    if (failure instanceof Failure.Unexpected) {
      String incident = UUID.randomUUID().toString();
      LOG.error("build {} ended by a bug, incident {}", buildId, incident, e);
      return Outcome.failure(
          ErrorClass.INTERNAL, "an error of the daemon itself, incident " + incident);
    }
    String errorClass =
        switch (phase) {
          case PUSH ->
              failure instanceof Failure.Denied || failure instanceof Failure.Unauthorized
                  ? ErrorClass.PUSH_DENIED
                  : ErrorClass.PUSH_FAILED;
          case BUILD -> ErrorClass.BUILD_FAILED;
          case CLONE -> ErrorClass.CLONE_FAILED;
          case null -> ErrorClass.INTERNAL;
        };
    return Outcome.failure(errorClass, summary(failure.cause(), masker));
  }

  private static String summary(String text, Masker masker) {
    String line = BuildLog.printable(masker.mask(text)).strip().replaceAll("\\s*\\R\\s*", " / ");
    return line.length() <= MAX_SUMMARY ? line : line.substring(0, MAX_SUMMARY) + "…";
  }
}
