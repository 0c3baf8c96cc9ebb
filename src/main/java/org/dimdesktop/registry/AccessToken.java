package org.dimdesktop.registry;

import java.time.Duration;
import java.time.Instant;

/** A bearer token and when it is to be renewed. */
record AccessToken(String value, Instant renewAt) {
  private static final Duration MARGIN = Duration.ofSeconds(10);

  /** A token that lives this long from now; it is renewed a little before. */
  static AccessToken living(String value, Duration life, Instant now) {
    Duration quarter = life.dividedBy(4);
    return new AccessToken(
        value, now.plus(life).minus(MARGIN.compareTo(quarter) < 0 ? MARGIN : quarter));
  }

  boolean isFresh(Instant now) {
    return now.isBefore(renewAt);
  }

  @Override
  public String toString() {
    return "AccessToken[until " + renewAt + "]";
  }
}
