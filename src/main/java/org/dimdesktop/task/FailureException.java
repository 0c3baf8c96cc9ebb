package org.dimdesktop.task;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Carries a {@link Failure} up to where it is shown; services throw nothing else. */
public final class FailureException extends RuntimeException {
  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(FailureException.class);

  private final transient Failure failure;

  /** An expected failure; its stack trace is of no use to anyone. */
  public FailureException(Failure failure) {
    this(failure, null);
  }

  /** A failure with the exception that showed it, for the log. */
  public FailureException(Failure failure, @Nullable Throwable cause) {
    super(
        "cannot "
            + (failure.action() + " " + failure.subject()).strip() // not every action has one
            + ": "
            + failure.cause(),
        cause,
        false,
        cause != null);
    this.failure = failure;
  }

  /** What went wrong. */
  public Failure failure() {
    return failure;
  }

  /**
   * The failure that an exception stands for: its own when it carries one, a cancel for an
   * interrupt, else {@link Failure.Unexpected} with a code made of the stack trace, which is logged
   * here with that code.
   */
  public static Failure of(Throwable thrown, String action, String subject) {
    for (Throwable t = thrown; t != null; t = t.getCause()) {
      if (t instanceof FailureException f) {
        return f.failure();
      }
      if (t instanceof InterruptedException
          || t instanceof java.util.concurrent.CancellationException
          || t instanceof java.nio.channels.ClosedByInterruptException) {
        return new Failure.Cancelled(action, subject, "it was cancelled");
      }
    }
    String message = thrown.getMessage();
    String code = code(thrown);
    LOG.error("{}: cannot {} {}", code, action, subject, thrown);
    return new Failure.Unexpected(
        action, subject, message == null ? thrown.getClass().getSimpleName() : message, code);
  }

  /** Eight hex digits that are the same for the same place of failure, whatever the data. */
  private static String code(Throwable thrown) {
    int hash = thrown.getClass().getName().hashCode();
    for (StackTraceElement frame : thrown.getStackTrace()) {
      if (frame.getClassName().startsWith("org.dimdesktop.")) {
        hash = hash * 31 + (frame.getClassName() + frame.getMethodName()).hashCode();
      }
    }
    return String.format(java.util.Locale.ROOT, "%04X-%04X", hash >>> 16, hash & 0xffff);
  }
}
