package org.dimdesktop.registry;

import java.time.Duration;
import org.dimdesktop.task.Failure;

/** Waiting before something is tried again, counted down for whoever watches the operation. */
public final class Pauses {
  private static final ScopedValue<Watcher> WATCHER = ScopedValue.newInstance();
  private static final Duration TICK = Duration.ofSeconds(1);

  /** Who must wait longer than this, and nobody sees it, is told so instead. */
  private static final Duration LONGEST_UNSEEN = Duration.ofSeconds(30);

  private static final Duration LONGEST_SEEN = Duration.ofMinutes(5);

  private Pauses() {}

  /** Is told about every second how long it still takes; called on the thread that waits. */
  @FunctionalInterface
  public interface Watcher {
    /**
     * It waits, or no longer.
     *
     * @param note what to show ({@code the registry asks to wait, 12 s}), empty once it goes on
     */
    void waits(String note);
  }

  /** Does work whose waiting is watched, on this thread and those that requests run on. */
  public static void watched(Watcher watcher, Runnable work) {
    ScopedValue.where(WATCHER, watcher).run(work);
  }

  /** The same with a result. */
  public static <T, X extends Throwable> T watchedFor(
      Watcher watcher, ScopedValue.CallableOp<T, X> work) throws X {
    return ScopedValue.where(WATCHER, watcher).call(work);
  }

  /** The work for another thread, watched as this one is. */
  static Runnable carried(Runnable work) {
    if (!WATCHER.isBound()) {
      return work;
    }
    Watcher watcher = WATCHER.get();
    return () -> watched(watcher, work);
  }

  /** Whether it is better to wait for so long than to fail. */
  static boolean isBearable(Duration asked) {
    return asked.compareTo(WATCHER.isBound() ? LONGEST_SEEN : LONGEST_UNSEEN) <= 0;
  }

  /**
   * Waits because a registry said for how long; an interrupt ends it with {@link
   * Failure.Cancelled}.
   */
  static void asked(Duration duration, String action, String subject) {
    count(duration, "the registry asks to wait, ", action, subject);
  }

  /** Waits before the next try, with the same end. */
  static void beforeRetry(Duration duration, String action, String subject) {
    count(duration, "tried again in ", action, subject);
  }

  private static void count(Duration duration, String words, String action, String subject) {
    if (!WATCHER.isBound() || duration.compareTo(TICK) < 0) {
      Interrupts.sleep(duration, action, subject);
      return;
    }
    Watcher watcher = WATCHER.get();
    long end = System.nanoTime() + duration.toNanos();
    try {
      for (long left = duration.toNanos(); left > 0; left = end - System.nanoTime()) {
        long seconds = (left + TICK.toNanos() - 1) / TICK.toNanos();
        watcher.waits(words + seconds + " s");
        // To the next whole second, so that none is said twice.
        Interrupts.sleep(Duration.ofNanos(left - (seconds - 1) * TICK.toNanos()), action, subject);
      }
    } finally {
      watcher.waits("");
    }
  }
}
