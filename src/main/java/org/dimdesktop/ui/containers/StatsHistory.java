package org.dimdesktop.ui.containers;

import java.util.ArrayDeque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The last few minutes of one container's use of the machine; used on one thread. */
final class StatsHistory {
  /** The engine sends one sample a second. */
  static final int CAPACITY = 180;

  private final ArrayDeque<Point> points = new ArrayDeque<>();
  private @Nullable Totals last;

  /**
   * Counters as the engine sends them.
   *
   * @param millis when they were read, milliseconds since 1970
   * @param cpuPercent of one processor, so that two busy ones are 200
   */
  record Totals(
      long millis,
      double cpuPercent,
      long memory,
      long received,
      long sent,
      long read,
      long written) {}

  /** What a chart shows of one moment; rates are bytes per second. */
  record Point(
      long millis,
      double cpuPercent,
      long memory,
      double receiveRate,
      double sendRate,
      double readRate,
      double writeRate) {}

  /** Adds a sample; rates need the one before, so the first has none. */
  Point add(Totals now) {
    Totals before = last;
    last = now;
    Point point;
    if (before == null || now.millis() <= before.millis()) {
      point = new Point(now.millis(), now.cpuPercent(), now.memory(), 0, 0, 0, 0);
    } else {
      double seconds = (now.millis() - before.millis()) / 1000.0;
      point =
          new Point(
              now.millis(),
              now.cpuPercent(),
              now.memory(),
              rate(before.received(), now.received(), seconds),
              rate(before.sent(), now.sent(), seconds),
              rate(before.read(), now.read(), seconds),
              rate(before.written(), now.written(), seconds));
    }
    points.addLast(point);
    if (points.size() > CAPACITY) {
      points.removeFirst();
    }
    return point;
  }

  /** Oldest first. */
  List<Point> points() {
    return List.copyOf(points);
  }

  /** Counters begin anew when the container restarts. */
  private static double rate(long before, long now, double seconds) {
    return Math.max(0, now - before) / seconds;
  }
}
