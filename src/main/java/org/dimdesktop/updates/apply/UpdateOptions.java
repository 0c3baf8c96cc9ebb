package org.dimdesktop.updates.apply;

import java.time.Duration;

/**
 * How an update is done.
 *
 * @param settle how long a new container without a health check must run, without an exit or a
 *     restart, to be taken for well
 * @param grace how long old containers and images are kept
 */
public record UpdateOptions(Duration settle, Duration grace) {
  /** Ten seconds, a day. */
  public static final UpdateOptions DEFAULTS =
      new UpdateOptions(Duration.ofSeconds(10), Duration.ofDays(1));
}
