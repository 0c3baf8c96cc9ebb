package org.dimdesktop.ui.common;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands the latest of many tasks to the JavaFX thread, at most one a pulse; those it overtakes are
 * never run. Callable on any thread.
 */
public final class FxCoalescer {
  private static final long PULSE_NANOS = TimeUnit.SECONDS.toNanos(1) / 60;

  private final Executor fx;
  private final AtomicReference<@Nullable Runnable> waiting = new AtomicReference<>();
  private volatile long lastRunNanos = System.nanoTime() - PULSE_NANOS;

  /** Runs tasks on {@code fx}. */
  public FxCoalescer(Executor fx) {
    this.fx = fx;
  }

  /** Runs {@code task} at the next pulse unless another is submitted before. */
  public void submit(Runnable task) {
    if (waiting.getAndSet(task) != null) {
      return;
    }
    long wait = lastRunNanos + PULSE_NANOS - System.nanoTime();
    if (wait <= 0) {
      fx.execute(this::runLatest);
    } else {
      CompletableFuture.delayedExecutor(wait, TimeUnit.NANOSECONDS, fx).execute(this::runLatest);
    }
  }

  private void runLatest() {
    lastRunNanos = System.nanoTime();
    Runnable task = waiting.getAndSet(null);
    if (task != null) {
      task.run();
    }
  }
}
