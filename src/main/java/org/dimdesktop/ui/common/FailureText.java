package org.dimdesktop.ui.common;

import org.dimdesktop.task.Failure;

/**
 * A failure in a person's words.
 *
 * @param title what did not work
 * @param explanation why
 * @param nextStep what to do about it
 */
public record FailureText(String title, String explanation, String nextStep) {

  /** The words for a failure. */
  public static FailureText of(Failure failure) {
    return switch (failure) {
      case Failure.Unreachable f -> text(f, Strings.get("failure.unreachable.next"));
      case Failure.NotFound f -> text(f, Strings.get("failure.notfound.next"));
      case Failure.Unauthorized f -> text(f, Strings.get("failure.unauthorized.next", f.host()));
      case Failure.Denied f -> text(f, Strings.get("failure.denied.next"));
      case Failure.Conflict f ->
          text(
              f,
              f.blockers().isEmpty()
                  ? Strings.get("failure.conflict.next")
                  : Strings.get("failure.conflict.blocked", ShortList.of(f.blockers(), ", ")));
      case Failure.Invalid f -> text(f, Strings.get("failure.invalid.next"));
      case Failure.RateLimited f -> text(f, rateLimited(f));
      case Failure.DiskFull f -> text(f, Strings.get("failure.diskfull.next"));
      case Failure.Broken f -> text(f, Strings.get("failure.broken.next"));
      case Failure.Unsupported f -> text(f, Strings.get("failure.unsupported.next"));
      case Failure.Failed f -> text(f, Strings.get("failure.failed.next"));
      case Failure.Cancelled f ->
          new FailureText(
              Strings.get("failure.cancelled.title", f.action(), f.subject()),
              f.cause(),
              Strings.get("failure.cancelled.next"));
      case Failure.Unexpected f -> text(f, Strings.get("failure.unexpected.next", f.code()));
    };
  }

  private static String rateLimited(Failure.RateLimited failure) {
    var after = failure.retryAfter();
    return after == null
        ? Strings.get("failure.ratelimited.next")
        : Strings.get("failure.ratelimited.after", after.toSeconds());
  }

  private static FailureText text(Failure failure, String next) {
    String subject = failure.subject();
    return new FailureText(
        Strings.get("failure.title", failure.action(), subject).strip(), failure.cause(), next);
  }

  /** All of it, to be copied into a report. */
  public String details() {
    return title + "\n" + explanation + "\n" + nextStep;
  }
}
