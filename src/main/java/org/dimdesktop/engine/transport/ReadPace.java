package org.dimdesktop.engine.transport;

import java.util.concurrent.locks.LockSupport;

/**
 * Lets a stream of many small pieces gather before it is read: an engine sends a log as one write a
 * line, and a reader woken for each of them takes the processor from the engine that feeds it.
 *
 * <p>Of one reading thread. The first pieces after a lull are never held back.
 */
final class ReadPace {
  /** Less than fills a socket's buffer with small pieces, and nothing that a person sees. */
  private static final long PAUSE_NANOS = 300_000;

  private static final long LULL_NANOS = 2_000_000;
  private static final int SMALL_READS = 64;

  private long last;
  private int streak;
  private boolean drained;

  /** Waits a moment if the last reads came in quick succession and took all there was. */
  void beforeRead() {
    if (streak >= SMALL_READS && drained) {
      LockSupport.parkNanos(PAUSE_NANOS);
    }
  }

  /**
   * Notes a read.
   *
   * @param tookAll whether there was room for more than came
   */
  void afterRead(int bytes, boolean tookAll) {
    long now = System.nanoTime();
    streak = bytes > 0 && now - last < LULL_NANOS ? Math.min(streak + 1, SMALL_READS) : 0;
    drained = tookAll;
    last = now;
  }
}
