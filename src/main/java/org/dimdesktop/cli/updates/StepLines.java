package org.dimdesktop.cli.updates;

import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells every step as it is taken, and hears of the end of the process. */
final class StepLines implements OperationContext {
  private static final Logger LOG = LoggerFactory.getLogger(StepLines.class);

  private final PrintWriter err;
  private final List<AutoCloseable> open = new ArrayList<>();
  private boolean cancelled;

  StepLines(PrintWriter err) {
    this.err = err;
  }

  @Override
  public void report(Progress snapshot) {}

  @Override
  public void line(String text) {
    err.println(text);
  }

  @Override
  public synchronized void closeOnCancel(AutoCloseable resource) {
    if (cancelled) {
      close(resource);
    } else {
      open.add(resource);
    }
  }

  @Override
  public synchronized boolean isCancelled() {
    return cancelled;
  }

  void cancel() {
    List<AutoCloseable> blocked;
    synchronized (this) {
      cancelled = true;
      blocked = List.copyOf(open);
    }
    err.println("interrupted: putting back what is not done");
    blocked.forEach(StepLines::close);
  }

  private static void close(AutoCloseable resource) {
    try {
      resource.close();
    } catch (Exception e) {
      LOG.debug("closing at the end of the process", e);
    }
  }
}
