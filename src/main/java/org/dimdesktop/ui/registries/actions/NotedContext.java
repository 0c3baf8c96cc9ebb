package org.dimdesktop.ui.registries.actions;

import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;

/** Passes progress on, and in the end adds to the last of it what came of the operation. */
final class NotedContext implements OperationContext {
  private final OperationContext outer;
  private volatile Progress last = Progress.NONE;

  NotedContext(OperationContext outer) {
    this.outer = outer;
  }

  /** Says what came of it. */
  void end(String note) {
    Progress now = last;
    outer.report(
        new Progress(
            now.label(),
            Progress.Phase.DONE,
            now.current(),
            now.total(),
            now.unit(),
            note,
            now.parts()));
  }

  @Override
  public void report(Progress snapshot) {
    last = snapshot;
    outer.report(snapshot);
  }

  @Override
  public void line(String text) {
    outer.line(text);
  }

  @Override
  public void closeOnCancel(AutoCloseable resource) {
    outer.closeOnCancel(resource);
  }

  @Override
  public boolean isCancelled() {
    return outer.isCancelled();
  }
}
