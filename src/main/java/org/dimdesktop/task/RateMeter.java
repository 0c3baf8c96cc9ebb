package org.dimdesktop.task;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Optional;

/** Measures units per second over a sliding window of the last few seconds; not thread-safe. */
public final class RateMeter {
  private static final long WINDOW_NANOS = Duration.ofSeconds(5).toNanos();

  private final ArrayDeque<Sample> samples = new ArrayDeque<>();

  private record Sample(long nanos, long count) {}

  /** Records that {@code count} units were done at {@code nanos} ({@link System#nanoTime}). */
  public void record(long nanos, long count) {
    Sample last = samples.peekLast();
    if (last != null && count < last.count()) {
      samples.clear(); // a retry starts to count anew
    }
    samples.addLast(new Sample(nanos, count));
    while (samples.size() > 2 && nanos - samples.getFirst().nanos() > WINDOW_NANOS) {
      samples.removeFirst();
    }
  }

  /** Units per second over the window; 0 with fewer than two samples. */
  public double perSecond() {
    if (samples.size() < 2) {
      return 0;
    }
    Sample first = samples.getFirst();
    Sample last = samples.getLast();
    long nanos = last.nanos() - first.nanos();
    return nanos <= 0 ? 0 : (last.count() - first.count()) * 1e9 / nanos;
  }

  /** Time left at the present rate; empty while rate or total is unknown. */
  public Optional<Duration> timeLeft(long current, long total) {
    double rate = perSecond();
    if (rate <= 0 || total < current) {
      return Optional.empty();
    }
    return Optional.of(Duration.ofMillis((long) ((total - current) * 1000 / rate)));
  }
}
