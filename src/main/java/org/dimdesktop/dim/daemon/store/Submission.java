package org.dimdesktop.dim.daemon.store;

import org.dimdesktop.dim.api.Build;

/** What became of a submitted build. */
public sealed interface Submission {
  /** It is queued. */
  record Accepted(Build build) implements Submission {}

  /** Its idempotency key was used before, for this build. */
  record Repeated(Build build) implements Submission {}

  /** The queue is at its bound; nothing was queued. */
  record Full() implements Submission {}
}
