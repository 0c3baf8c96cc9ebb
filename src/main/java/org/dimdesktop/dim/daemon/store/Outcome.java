package org.dimdesktop.dim.daemon.store;

import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.ErrorClass;
import org.jspecify.annotations.Nullable;

/** How a build ended. */
public record Outcome(
    BuildStatus status,
    @Nullable String digest,
    @Nullable String errorClass,
    @Nullable String errorSummary) {
  /** The image stands in the registry at {@code digest}. */
  public static Outcome success(String digest) {
    return new Outcome(BuildStatus.SUCCESS, digest, null, null);
  }

  /** It failed; {@code summary} is one line, with nothing secret in it. */
  public static Outcome failure(String errorClass, String summary) {
    return new Outcome(BuildStatus.FAILURE, null, errorClass, summary);
  }

  /** A person stopped it. */
  public static Outcome canceled() {
    return new Outcome(BuildStatus.CANCELED, null, null, null);
  }

  /** The daemon ended while it ran. */
  public static Outcome restarted() {
    return failure(
        ErrorClass.DAEMON_RESTARTED, "the daemon was stopped or restarted while the build ran");
  }
}
