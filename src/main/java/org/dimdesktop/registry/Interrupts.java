package org.dimdesktop.registry;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Waiting that ends in {@link Failure.Cancelled} when the thread is interrupted. */
public final class Interrupts {
  private Interrupts() {}

  static void lock(ReentrantLock lock, String action, String subject) {
    try {
      lock.lockInterruptibly();
    } catch (InterruptedException _) {
      throw cancelled(action, subject);
    }
  }

  static void acquire(Semaphore semaphore, String action, String subject) {
    try {
      semaphore.acquire();
    } catch (InterruptedException _) {
      throw cancelled(action, subject);
    }
  }

  /** Waits; the thread stays interrupted when the wait was ended so. */
  public static void sleep(Duration duration, String action, String subject) {
    try {
      // Nothing ever counts it down: it is the wait that an interrupt can end.
      var _ = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      throw cancelled(action, subject);
    }
  }

  /** Keeps the thread interrupted, for whoever called. */
  public static FailureException cancelled(String action, String subject) {
    Thread.currentThread().interrupt();
    return new FailureException(new Failure.Cancelled(action, subject, "it was cancelled"));
  }
}
