package org.dimdesktop.registry;

import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/** When a request that a registry turned down for now is tried again. */
final class RetryPolicy {
  private static final Set<Integer> PASSING = Set.of(408, 429, 500, 502, 503, 504);
  private static final int MAX_RETRIES = 4;
  private static final Duration FIRST = Duration.ofMillis(250);

  private RetryPolicy() {}

  /**
   * How long to wait before the next try; empty when there is none.
   *
   * @param tries how often it was tried already, 1 or more
   */
  static Optional<Duration> delay(int status, String retryAfter, int tries) {
    if (!PASSING.contains(status) || tries > MAX_RETRIES) {
      return Optional.empty();
    }
    Duration asked = parse(retryAfter);
    if (asked != null) {
      return Pauses.isBearable(asked) ? Optional.of(asked) : Optional.empty();
    }
    long millis = FIRST.toMillis() << (tries - 1);
    return Optional.of(Duration.ofMillis(millis + ThreadLocalRandom.current().nextLong(millis)));
  }

  static @Nullable Duration retryAfter(Reply reply) {
    return parse(reply.header("Retry-After"));
  }

  /** Seconds or a date (RFC 9110 §10.2.3); null when it is neither. */
  private static @Nullable Duration parse(String value) {
    String text = value.strip();
    if (text.matches("\\d{1,9}")) {
      return Duration.ofSeconds(Long.parseLong(text));
    }
    try {
      Instant at = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration left = Duration.between(Instant.now(), at);
      return left.isNegative() ? Duration.ZERO : left;
    } catch (DateTimeParseException _) {
      return null;
    }
  }
}
