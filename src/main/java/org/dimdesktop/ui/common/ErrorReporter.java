package org.dimdesktop.ui.common;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Takes exceptions that nobody caught: each is logged with its code, the first of a burst shown in
 * a window, so that a fault that repeats does not bury the screen.
 */
public final class ErrorReporter implements Thread.UncaughtExceptionHandler {

  private final Executor fx;
  private final Dialogs dialogs;
  private final AtomicBoolean showing = new AtomicBoolean();

  /** Shows errors by {@code dialogs} on {@code fx}. */
  public ErrorReporter(Executor fx, Dialogs dialogs) {
    this.fx = fx;
    this.dialogs = dialogs;
  }

  @Override
  public void uncaughtException(Thread thread, Throwable thrown) {
    Failure failure = FailureException.of(thrown, "go on", "on thread " + thread.getName());
    if (failure instanceof Failure.Cancelled) {
      return;
    }
    String code = failure instanceof Failure.Unexpected u ? u.code() : "";
    if (showing.compareAndSet(false, true)) {
      fx.execute(() -> show(code, thrown));
    }
  }

  private void show(String code, Throwable thrown) {
    try {
      StringWriter trace = new StringWriter();
      thrown.printStackTrace(new PrintWriter(trace));
      dialogs.error(
          Strings.get("error.title"), Strings.get("error.message", code), trace.toString());
    } finally {
      showing.set(false);
    }
  }
}
