package org.dimdesktop.updates.apply;

import java.time.Duration;

/**
 * How an update is done.
 *
 * @param settle how long a new container without a health check must run, without an exit or a
 *     restart, to be taken for well
 * @param grace how long old containers and images are kept
 * @param answer how long a new container with a probe may take to answer
 */
public record UpdateOptions(Duration settle, Duration grace, Duration answer) {
  private static final Duration USUAL = Duration.ofMinutes(1);

  /** Ten seconds, a day, a minute. */
  public static final UpdateOptions DEFAULTS =
      new UpdateOptions(Duration.ofSeconds(10), Duration.ofDays(1));

  /** With a minute for an answer. */
  public UpdateOptions(Duration settle, Duration grace) {
    this(settle, grace, USUAL);
  }
}
