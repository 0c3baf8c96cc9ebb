package org.dimdesktop.cli;

import java.io.PrintWriter;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationBody;
import org.dimdesktop.task.Subscription;
import org.jspecify.annotations.Nullable;

/** A copy with its progress, where a terminal shows it; the process's end cancels it properly. */
final class WatchedCopy {
  private static final int TIDYING_SECONDS = 25;

  private WatchedCopy() {}

  /** Runs the work and waits for its result. */
  static <T> T run(RegistryWiring wiring, PrintWriter err, String subject, OperationBody<T> body)
      throws InterruptedException {
    Operation<T> operation = wiring.operations().submit(Operation.Kind.COPY, "copy", subject, body);
    CountDownLatch ended = new CountDownLatch(1);
    Thread hook =
        Thread.ofPlatform()
            .unstarted(() -> {
              operation.cancel();
              await(ended);
            });
    Runtime.getRuntime().addShutdownHook(hook);
    TerminalProgress progress = TerminalProgress.isShown() ? new TerminalProgress(err) : null;
    try (Subscription _ = operation.onChange(() -> show(progress, operation))) {
      return operation.future().get();
    } catch (ExecutionException e) {
      throw new FailureException(FailureException.of(e, "copy", subject));
    } finally {
      if (progress != null) {
        progress.end();
      }
      ended.countDown();
      remove(hook);
    }
  }

  private static void show(@Nullable TerminalProgress progress, Operation<?> operation) {
    if (progress != null) {
      progress.show(operation);
    }
  }

  private static void await(CountDownLatch ended) {
    try {
      var _ = ended.await(TIDYING_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  private static void remove(Thread hook) {
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return; // the process ends already
    }
  }
}
