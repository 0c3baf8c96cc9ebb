package org.dimdesktop.dim.daemon.git;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BooleanSupplier;
import org.eclipse.jgit.lib.EmptyProgressMonitor;

/** Ends a clone that was cancelled, or that has brought more than it may. */
final class CloneWatch extends EmptyProgressMonitor {
  private final CloneBounds bounds;
  private final BooleanSupplier cancelled;
  private final AtomicLong received = new AtomicLong();

  CloneWatch(CloneBounds bounds, BooleanSupplier cancelled) {
    this.bounds = bounds;
    this.cancelled = cancelled;
  }

  @Override
  public boolean isCancelled() {
    return cancelled.getAsBoolean();
  }

  /** Throws if more was received than may be. */
  void requireSmall() throws CloneException {
    if (received.get() > bounds.bytes()) {
      throw bounds.tooLarge();
    }
  }

  /** The same answer, counted: JGit itself looks up only between objects, however large one is. */
  InputStream count(InputStream answer) {
    return new FilterInputStream(answer) {
      @Override
      public int read() throws IOException {
        int b = super.read();
        if (b >= 0) {
          add(1);
        }
        return b;
      }

      @Override
      public int read(byte[] into, int offset, int length) throws IOException {
        int count = super.read(into, offset, length);
        if (count > 0) {
          add(count);
        }
        return count;
      }
    };
  }

  private void add(int count) throws IOException {
    if (received.addAndGet(count) > bounds.bytes()) {
      throw new IOException("the repository is too large");
    }
  }
}
