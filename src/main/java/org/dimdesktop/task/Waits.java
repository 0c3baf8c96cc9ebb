package org.dimdesktop.task;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** Waiting that ends in {@link Failure.Cancelled} when the thread is interrupted. */
public final class Waits {
  private Waits() {}

  /** Waits for so long. */
  public static void pause(Duration duration, String action, String subject) {
    try {
      // Nothing ever counts it down: it is the wait that an interrupt can end.
      var _ = new CountDownLatch(1).await(duration.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException _) {
      throw cancelled(action, subject);
    }
  }

  /**
   * Applies a function to every item at once and returns the results in order; an interrupt ends
   * those that run. The first exception that a function throws is thrown.
   */
  public static <T, R> List<R> forEach(
      ExecutorService io, List<T> items, Function<T, R> function, String action, String subject) {
    List<Callable<R>> calls = new ArrayList<>(items.size());
    for (T item : items) {
      calls.add(() -> function.apply(item));
    }
    try {
      List<R> results = new ArrayList<>(items.size());
      for (Future<R> future : io.invokeAll(calls)) {
        results.add(future.get());
      }
      return results;
    } catch (InterruptedException _) {
      throw cancelled(action, subject);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException thrown) {
        throw thrown;
      }
      throw new IllegalStateException(e.getCause());
    }
  }

  /** Keeps the thread interrupted, for whoever called. */
  private static FailureException cancelled(String action, String subject) {
    Thread.currentThread().interrupt();
    return new FailureException(new Failure.Cancelled(action, subject, "it was cancelled"));
  }
}
