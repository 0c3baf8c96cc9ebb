package org.dimdesktop.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Some work for each of many things, a few at a time; the first failure ends all of it. */
public final class Parallel<T> {
  /** Who is cancelled still has to tidy up at a server that may not answer. */
  private static final int TIDYING_SECONDS = 20;

  private final Queue<T> waiting;
  private final Consumer<T> work;
  private final List<Worker> workers = new ArrayList<>();
  private final AtomicReference<@Nullable RuntimeException> failure = new AtomicReference<>();

  private Parallel(List<T> items, Consumer<T> work) {
    this.waiting = new ConcurrentLinkedQueue<>(items);
    this.work = work;
  }

  /**
   * Does the work on threads of {@code io}, {@code width} at a time, and comes back when nobody
   * works on it any more, also after a failure or an interrupt.
   *
   * @throws RuntimeException what the first failed work threw
   */
  public static <T> void each(
      Executor io, int width, List<T> items, String action, String subject, Consumer<T> work) {
    new Parallel<>(items, work).run(io, Math.min(width, items.size()), action, subject);
  }

  private void run(Executor io, int width, String action, String subject) {
    CountDownLatch ended = new CountDownLatch(width);
    for (int i = 0; i < width; i++) {
      workers.add(new Worker(ended));
    }
    workers.forEach(io::execute);
    try {
      ended.await();
    } catch (InterruptedException _) {
      waiting.clear();
      workers.forEach(Worker::stop);
      tidy(ended);
      throw Interrupts.cancelled(action, subject);
    }
    RuntimeException first = failure.get();
    if (first != null) {
      throw first;
    }
  }

  private static void tidy(CountDownLatch ended) {
    try {
      var _ = ended.await(TIDYING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private final class Worker implements Runnable {
    private final CountDownLatch ended;
    private @Nullable Thread thread;
    private boolean stopped;

    Worker(CountDownLatch ended) {
      this.ended = ended;
    }

    @Override
    public void run() {
      if (begin()) {
        try {
          for (T item = waiting.poll(); item != null; item = waiting.poll()) {
            work.accept(item);
          }
        } catch (RuntimeException e) {
          fail(e);
        } finally {
          end();
        }
      }
      ended.countDown();
    }

    private void fail(RuntimeException e) {
      if (failure.compareAndSet(null, e)) {
        waiting.clear();
        for (Worker other : workers) {
          if (other != this) {
            other.stop();
          }
        }
      }
    }

    private synchronized boolean begin() {
      thread = Thread.currentThread();
      return !stopped;
    }

    private synchronized void end() {
      thread = null;
      Thread.interrupted(); // a late stop must not leak into what the thread does next
    }

    /** Interrupts it once: a second time would hit what it tidies up. */
    synchronized void stop() {
      if (!stopped && thread != null) {
        thread.interrupt();
      }
      stopped = true;
    }
  }
}
