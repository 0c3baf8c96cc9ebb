package org.dimdesktop.dim.daemon.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dimdesktop.dim.api.ErrorCode;

/** Makes guessing passwords slow: after 5 failures each further one doubles the wait. */
public final class LoginThrottle {
  private static final int FREE = 5;
  private static final Duration LONGEST = Duration.ofMinutes(15);
  private static final int MAX_NAMES = 10_000;

  private record Failures(int count, Instant until) {}

  private final Map<String, Failures> failures = new ConcurrentHashMap<>();
  private final Clock clock;

  /** Waits by this clock. */
  public LoginThrottle(Clock clock) {
    this.clock = clock;
  }

  /** 429 while the user has to wait. */
  void check(String user) {
    long seconds = secondsToWait(user);
    if (seconds > 0) {
      throw new ApiException(
          429,
          ErrorCode.AUTH_THROTTLED,
          "too many failed logins, try again in " + seconds + " s",
          null,
          Map.of("Retry-After", Long.toString(seconds)));
    }
  }

  /** How long a user has to wait before the next try; 0 for not at all. */
  public long secondsToWait(String user) {
    Failures f = failures.get(user);
    return f != null && f.until().isAfter(clock.instant())
        ? Duration.between(clock.instant(), f.until()).toSeconds() + 1
        : 0;
  }

  /** Notes a wrong password. */
  public void failed(String user) {
    if (failures.size() > MAX_NAMES) {
      failures.values().removeIf(f -> f.until().isBefore(clock.instant()));
    }
    failures.merge(user, new Failures(1, clock.instant()), (old, one) -> next(old.count() + 1));
  }

  private Failures next(int count) {
    long seconds = count < FREE ? 0 : 1L << Math.min(count - FREE, 20);
    Duration wait = Duration.ofSeconds(Math.min(seconds, LONGEST.toSeconds()));
    return new Failures(count, clock.instant().plus(wait));
  }

  /** Forgets what failed before. */
  public void succeeded(String user) {
    failures.remove(user);
  }
}
