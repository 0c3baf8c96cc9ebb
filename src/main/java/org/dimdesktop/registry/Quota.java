package org.dimdesktop.registry;

import java.time.Duration;
import java.time.Instant;

/**
 * How many pulls a registry still allows, as its answers say ({@code ratelimit-limit}, {@code
 * ratelimit-remaining}: Docker Hub).
 *
 * @param limit pulls in a window
 * @param remaining pulls left in it
 * @param window the length of the window; zero where the registry does not say
 * @param seen when the registry said so
 */
public record Quota(long limit, long remaining, Duration window, Instant seen) {
  /** For a sentence: {@code 76 of 100 pulls are left, in each 6 h}. */
  public String words() {
    String text = remaining + " of " + limit + " pulls are left";
    if (window.isZero()) {
      return text;
    }
    long minutes = window.toMinutes();
    return text + ", in each " + (minutes % 60 == 0 ? minutes / 60 + " h" : minutes + " min");
  }
}
