package org.dimdesktop.updates.api;

import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;

/** Hands on what an update reports, as the wire has it. */
final class ProgressKeeper implements OperationContext {
  private final Consumer<ProgressItem> keep;
  private final Consumer<String> lines;
  private final BooleanSupplier ending;
  private List<Progress> before = List.of();
  private volatile boolean begun;

  /**
   * A keeper.
   *
   * @param lines is told of every step
   * @param ending whether nothing is to be begun any more
   */
  ProgressKeeper(Consumer<ProgressItem> keep, Consumer<String> lines, BooleanSupplier ending) {
    this.keep = keep;
    this.lines = lines;
    this.ending = ending;
  }

  @Override
  public void report(Progress snapshot) {
    List<Progress> now = snapshot.parts();
    for (int i = 0; i < now.size(); i++) {
      if (i >= before.size() || !now.get(i).equals(before.get(i))) {
        keep.accept(ProgressItem.of(now.get(i)));
      }
    }
    before = now;
  }

  /** The pull tells its lines, too, but they say what its layers do. */
  @Override
  public void line(String text) {
    begun = true;
    lines.accept(text);
    if (text.startsWith("make the new container")) {
      keep.accept(ProgressItem.status("recreating"));
    }
  }

  @Override
  public void closeOnCancel(AutoCloseable resource) {}

  /** What has begun goes to its end. */
  @Override
  public boolean isCancelled() {
    return Thread.currentThread().isInterrupted() || (!begun && ending.getAsBoolean());
  }
}
