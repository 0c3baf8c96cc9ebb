package org.dimdesktop.dim.daemon.queue;

import java.time.Duration;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A build that runs on a thread, and the way to stop it: interrupt and close. */
final class RunningBuild implements OperationContext {
  private static final Logger LOG = LoggerFactory.getLogger(RunningBuild.class);

  private final Thread thread;
  private final AtomicReference<@Nullable StopReason> stopped = new AtomicReference<>();
  private final CopyOnWriteArrayList<AutoCloseable> resources = new CopyOnWriteArrayList<>();
  private final CountDownLatch ended = new CountDownLatch(1);

  private final ReentrantLock lock = new ReentrantLock();
  private boolean shielded;
  private boolean interruptDue;

  /** A build that runs on the calling thread. */
  RunningBuild() {
    this.thread = Thread.currentThread();
  }

  /** Asks the build to stop; the first reason counts. */
  void stop(StopReason reason) {
    lock.lock();
    try {
      if (ended.getCount() == 0 || !stopped.compareAndSet(null, reason)) {
        return;
      }
      interrupt();
    } finally {
      lock.unlock();
    }
    closeResources();
  }

  /**
   * Runs {@code work} on the build's thread without an interrupt, also when the build was or is
   * being stopped; the interrupt comes afterwards.
   */
  void shield(Runnable work) {
    lock.lock();
    try {
      shielded = true;
      interruptDue = Thread.interrupted();
    } finally {
      lock.unlock();
    }
    try {
      work.run();
    } finally {
      lock.lock();
      try {
        shielded = false;
        if (interruptDue) {
          thread.interrupt();
        }
      } finally {
        lock.unlock();
      }
    }
  }

  /**
   * Stops the build because it is not this daemon's any more, whatever it was asked before.
   *
   * @return whether that is new
   */
  boolean lose() {
    lock.lock();
    try {
      if (ended.getCount() == 0
          || stopped.getAndSet(StopReason.LEASE_LOST) == StopReason.LEASE_LOST) {
        return false;
      }
      interrupt();
    } finally {
      lock.unlock();
    }
    closeResources();
    return true;
  }

  /** Only under the lock: the thread must not be at its next build already. */
  private void interrupt() {
    if (shielded) {
      interruptDue = true;
    } else {
      thread.interrupt();
    }
  }

  /** Why it was asked to stop, if it was. */
  @Nullable StopReason stopReason() {
    return stopped.get();
  }

  /** Called once, when its end is recorded. */
  void end() {
    lock.lock();
    try {
      ended.countDown(); // from here on no stop interrupts the thread, which takes another build
    } finally {
      lock.unlock();
    }
    closeResources();
  }

  /** Waits for {@link #end}, and says whether it came in time. */
  boolean awaitEnd(Duration atMost) throws InterruptedException {
    return ended.await(atMost.toNanos(), TimeUnit.NANOSECONDS);
  }

  private void closeResources() {
    for (AutoCloseable resource : resources) {
      resources.remove(resource);
      try {
        resource.close();
      } catch (Exception e) {
        LOG.debug("closing a resource of a build", e);
      }
    }
  }

  @Override
  public void report(Progress snapshot) {}

  @Override
  public void closeOnCancel(AutoCloseable resource) {
    resources.add(resource);
    if (isCancelled()) {
      closeResources();
    }
  }

  @Override
  public boolean isCancelled() {
    return stopped.get() != null;
  }
}
