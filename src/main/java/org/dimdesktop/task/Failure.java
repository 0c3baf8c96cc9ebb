package org.dimdesktop.task;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What went wrong with an action, in the words a person needs: what was tried, on what, why it did
 * not work, and what to do next. Secrets never stand in a failure.
 */
public sealed interface Failure {
  /** What was tried, as a verb phrase in lower case: {@code pull the image}. */
  String action();

  /** What it was tried on: {@code 127.0.0.1:5000/team/app:1}. */
  String subject();

  /** Why it did not work: one sentence, with the other side's own words where there are any. */
  String cause();

  /** Whether it may be over in a moment: a server that starts again, a line that was cut. */
  default boolean mayPass() {
    return this instanceof Unreachable || this instanceof Broken;
  }

  /** Nothing answers at the address. */
  record Unreachable(String action, String subject, String cause) implements Failure {}

  /** The subject does not exist. */
  record NotFound(String action, String subject, String cause) implements Failure {}

  /**
   * Credentials are missing or wrong: those that docker keeps for {@code host}, or, where that is
   * empty, a login of the other side's own.
   */
  record Unauthorized(String action, String subject, String cause, String host)
      implements Failure {}

  /** The credentials are right but do not allow this. */
  record Denied(String action, String subject, String cause) implements Failure {}

  /** The subject's state does not allow it; {@code blockers} names what is in the way. */
  record Conflict(String action, String subject, String cause, List<String> blockers)
      implements Failure {}

  /** The input itself is wrong; {@code field} names the part, where one is to blame. */
  record Invalid(String action, String subject, String cause, @Nullable String field)
      implements Failure {}

  /** The other side asks to slow down. */
  record RateLimited(String action, String subject, String cause, @Nullable Duration retryAfter)
      implements Failure {}

  /** No space is left where the data should go. */
  record DiskFull(String action, String subject, String cause) implements Failure {}

  /** The other side, or the way to it, broke off or answered outside its protocol. */
  record Broken(String action, String subject, String cause) implements Failure {}

  /** The other side cannot do this, or is too old for it. */
  record Unsupported(String action, String subject, String cause) implements Failure {}

  /** The action ran and ended badly, such as a build whose step failed. */
  record Failed(String action, String subject, String cause) implements Failure {}

  /** A person or the program's end stopped it. */
  record Cancelled(String action, String subject, String cause) implements Failure {}

  /** A bug of ours; {@code code} finds the stack trace in the log. */
  record Unexpected(String action, String subject, String cause, String code) implements Failure {}
}
