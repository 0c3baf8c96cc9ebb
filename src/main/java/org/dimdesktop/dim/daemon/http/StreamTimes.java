package org.dimdesktop.dim.daemon.http;

import java.time.Duration;

/**
 * How patient an answer that stays open is.
 *
 * @param heartbeat how long it may be silent before a comment keeps proxies awake
 * @param patience how long its client may take nothing of what is sent before it is dropped
 */
public record StreamTimes(Duration heartbeat, Duration patience) {
  public static final StreamTimes DEFAULT =
      new StreamTimes(Duration.ofSeconds(15), Duration.ofSeconds(30));
}
