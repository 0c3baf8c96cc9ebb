package org.dimdesktop.registry;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** The newest quota that each registry named in the headers of its answers. */
final class Quotas {
  /** {@code 100;w=21600}: a number, then perhaps the window's seconds. */
  private static final Pattern VALUE =
      Pattern.compile("\\s*(\\d{1,12})\\s*(?:;.*?\\bw=(\\d{1,9}).*)?");

  private final Map<String, Quota> byRegistry = new ConcurrentHashMap<>();

  void note(String registry, Response response) {
    Matcher limit = matcher(response.header("ratelimit-limit"));
    Matcher remaining = matcher(response.header("ratelimit-remaining"));
    // A store or a proxy that a redirect led to counts for itself.
    if (!registry.isEmpty() && limit.matches() && remaining.matches()) {
      String window = limit.group(2);
      byRegistry.put(
          registry,
          new Quota(
              Long.parseLong(limit.group(1)),
              Long.parseLong(remaining.group(1)),
              window == null ? Duration.ZERO : Duration.ofSeconds(Long.parseLong(window)),
              Instant.now()));
    }
  }

  private static Matcher matcher(@Nullable String header) {
    return VALUE.matcher(header == null ? "" : header);
  }

  /** A refusal for the rate, with what is known of the quota. */
  FailureException told(String registry, FailureException e) {
    Quota quota = byRegistry.get(registry);
    return quota != null && e.failure() instanceof Failure.RateLimited limit
        ? new FailureException(
            new Failure.RateLimited(
                limit.action(),
                limit.subject(),
                limit.cause() + " (" + quota.words() + ")",
                limit.retryAfter()),
            e)
        : e;
  }

  Map<String, Quota> all() {
    return new TreeMap<>(byRegistry);
  }

  Optional<Quota> of(String registry) {
    return Optional.ofNullable(byRegistry.get(registry));
  }
}
