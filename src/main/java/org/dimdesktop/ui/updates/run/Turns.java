package org.dimdesktop.ui.updates.run;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Lets one after the other, in the order in which they asked. Thread-safe. */
final class Turns {
  private final AtomicReference<CompletableFuture<@Nullable Void>> last =
      new AtomicReference<>(CompletableFuture.completedFuture(null));

  /** A place in the row; whoever has it must {@link #leave} it, also without having waited. */
  final class Turn {
    private final CompletableFuture<@Nullable Void> over = new CompletableFuture<>();
    private final CompletableFuture<@Nullable Void> before = last.getAndSet(over);

    /** Whether somebody is still before it. */
    boolean mustWait() {
      return !before.isDone();
    }

    /** Returns when everybody before has left. */
    void await() throws InterruptedException {
      try {
        before.get();
      } catch (ExecutionException e) {
        throw new IllegalStateException(e); // nobody completes one so
      }
    }

    /** Lets the next one; those that never waited pass it on when it is their turn. */
    void leave() {
      var _ = before.whenComplete((_, _) -> over.complete(null));
    }
  }

  /** The next place. */
  Turn take() {
    return new Turn();
  }
}
