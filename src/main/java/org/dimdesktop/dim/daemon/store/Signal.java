package org.dimdesktop.dim.daemon.store;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** Wakes readers when there may be something new in the store; it carries no data itself. */
public final class Signal {
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition raised = lock.newCondition();
  private volatile long version;

  /** How often it was raised; to be read before the store is. */
  public long version() {
    return version;
  }

  /** Wakes every waiting reader. */
  @SuppressWarnings("NonAtomicVolatileUpdate") // written under the lock only
  public void raise() {
    lock.lock();
    try {
      version++;
      raised.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits until it was raised more often than {@code seen}.
   *
   * @return whether it was, before {@code atMost} had passed
   */
  public boolean awaitBeyond(long seen, Duration atMost) throws InterruptedException {
    long nanos = atMost.toNanos();
    lock.lockInterruptibly();
    try {
      while (version <= seen) {
        if (nanos <= 0) {
          return false;
        }
        nanos = raised.awaitNanos(nanos);
      }
      return true;
    } finally {
      lock.unlock();
    }
  }
}
