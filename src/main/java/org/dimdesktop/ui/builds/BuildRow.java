package org.dimdesktop.ui.builds;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.dimdesktop.dim.api.Build;
import org.jspecify.annotations.Nullable;

/**
 * A build as the list shows it at one moment.
 *
 * @param duration from its start to its end or to that moment; null before the start
 */
public record BuildRow(Build build, @Nullable Duration duration) {
  private static final int SHORT_COMMIT = 8;

  /** The row at {@code now}, with whole seconds while the build runs. */
  static BuildRow of(Build build, Instant now) {
    return new BuildRow(build, duration(build, now));
  }

  private static @Nullable Duration duration(Build build, Instant now) {
    Instant started = build.startedAt();
    if (started == null) {
      return null;
    }
    Long known = build.durationMs();
    if (known != null) {
      return Duration.ofMillis(known);
    }
    Instant finished = build.finishedAt();
    if (finished != null) {
      return Duration.between(started, finished);
    }
    long seconds = Math.max(0, Duration.between(started, now).toSeconds());
    return Duration.ofSeconds(seconds);
  }

  /** The id that keeps the row the same row. */
  public String id() {
    return build.id();
  }

  /** Says whether it still runs or waits. */
  public boolean isActive() {
    return !build.status().isEnd();
  }

  /** The first digits of the commit, or empty before the clone. */
  public String shortCommit() {
    String commit = build.commit();
    return commit == null ? "" : commit.substring(0, Math.min(SHORT_COMMIT, commit.length()));
  }

  /** The duration as {@code 1:05} or {@code 2:00:07}, or empty before the start. */
  public String durationText() {
    return Optional.ofNullable(duration).map(BuildRow::clock).orElse("");
  }

  /** A duration as {@code 1:05} or {@code 2:00:07}. */
  static String clock(Duration d) {
    return d.toHours() > 0
        ? String.format("%d:%02d:%02d", d.toHours(), d.toMinutesPart(), d.toSecondsPart())
        : String.format("%d:%02d", d.toMinutes(), d.toSecondsPart());
  }
}
