package org.dimdesktop.ui.builds;

import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Runs blocking work on {@code io} and hands its end to {@code fx}. */
record Background(Executor io, Executor fx) {
  /** Runs {@code work}; one of the two consumers gets its end. */
  <T> void run(
      String action, String subject, Callable<T> work, Consumer<T> done, Consumer<Failure> failed) {
    io.execute(() -> {
      try {
        T value = work.call();
        fx.execute(() -> done.accept(value));
      } catch (Exception e) {
        Failure failure = FailureException.of(e, action, subject);
        fx.execute(() -> failed.accept(failure));
      }
    });
  }
}
