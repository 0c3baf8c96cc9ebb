package org.dimdesktop.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Lets work that a signal (Ctrl-C) ends put things in order before the process is gone. */
public final class CancelOnEnd implements AutoCloseable {
  private final CountDownLatch ended = new CountDownLatch(1);
  private final Thread hook;

  /**
   * From now on, until closed.
   *
   * @param cancel asks the work to end; called once at most
   * @param patience how long the process waits for it
   */
  public CancelOnEnd(Runnable cancel, Duration patience) {
    hook =
        Thread.ofPlatform()
            .unstarted(() -> {
              cancel.run();
              await(patience);
            });
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void await(Duration patience) {
    try {
      var _ = ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work has ended. */
  @Override
  public void close() {
    ended.countDown();
    try {
      var _ = Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException _) {
      return; // the process ends already
    }
  }
}
