package org.dimdesktop.cli;

import java.io.PrintWriter;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationBody;
import org.dimdesktop.task.Subscription;
import org.jspecify.annotations.Nullable;

/** A copy with its progress, where a terminal shows it; the process's end cancels it properly. */
final class WatchedCopy {
  private static final Duration TIDYING = Duration.ofSeconds(25);

  private WatchedCopy() {}

  /** Runs the work and waits for its result. */
  static <T> T run(RegistryWiring wiring, PrintWriter err, String subject, OperationBody<T> body)
      throws InterruptedException {
    Operation<T> operation = wiring.operations().submit(Operation.Kind.COPY, "copy", subject, body);
    try (CancelOnEnd _ = new CancelOnEnd(operation::cancel, TIDYING)) {
      return watch(operation, TerminalProgress.isShown() ? new TerminalProgress(err) : null);
    } catch (ExecutionException e) {
      throw new FailureException(FailureException.of(e, "copy", subject));
    }
  }

  private static <T> T watch(Operation<T> operation, @Nullable TerminalProgress progress)
      throws InterruptedException, ExecutionException {
    try (Subscription _ = operation.onChange(() -> show(progress, operation))) {
      return operation.future().get();
    } finally {
      if (progress != null) {
        progress.end();
      }
    }
  }

  private static void show(@Nullable TerminalProgress progress, Operation<?> operation) {
    if (progress != null) {
      progress.show(operation);
    }
  }
}
