package org.dimdesktop.ui.common;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Loads one thing at a time for the selected row: a new load interrupts the one before, whose
 * answer is never shown. Used on the JavaFX thread; the work runs on {@code io}.
 */
public final class DetailLoader {
  private final Executor io;
  private final Executor fx;
  private final String action;
  private @Nullable FutureTask<?> running;
  private long generation;

  /**
   * A loader that has nothing to do yet.
   *
   * @param action what a failure says was tried, a verb phrase: {@code read the details of}
   */
  public DetailLoader(Executor io, Executor fx, String action) {
    this.io = io;
    this.fx = fx;
    this.action = action;
  }

  /**
   * Runs {@code work} on {@code io} and gives its answer to one of the two on {@code fx}, unless
   * another load or {@link #cancel} came in between.
   */
  public <V> void load(
      String subject, Callable<V> work, Consumer<V> loaded, Consumer<Failure> failed) {
    cancel();
    long mine = generation;
    FutureTask<?> task =
        new FutureTask<>(
            () -> {
              Runnable answer;
              try {
                V value = work.call();
                answer = () -> loaded.accept(value);
              } catch (Exception e) {
                Failure failure = FailureException.of(e, action, subject);
                answer = () -> failed.accept(failure);
              }
              Runnable chosen = answer;
              fx.execute(() -> {
                if (mine == generation) {
                  chosen.run();
                }
              });
            },
            null);
    running = task;
    io.execute(task);
  }

  /** Interrupts what is being loaded; neither of its two ends will be called. */
  public void cancel() {
    generation++;
    FutureTask<?> task = running;
    running = null;
    if (task != null) {
      task.cancel(true);
    }
  }
}
