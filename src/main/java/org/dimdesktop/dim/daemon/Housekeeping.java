package org.dimdesktop.dim.daemon;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.dim.daemon.store.Retention;
import org.dimdesktop.dim.daemon.store.Stores;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Deletes what is not to be kept any more, now and every few minutes. */
final class Housekeeping implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);
  private static final long MINUTES = 10;

  private final Stores stores;
  private final Retention retention;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dim-housekeeping").factory());

  Housekeeping(Stores stores, Retention retention) {
    this.stores = stores;
    this.retention = retention;
  }

  void start() {
    var _ = thread.scheduleWithFixedDelay(this::run, 0, MINUTES, TimeUnit.MINUTES);
  }

  private void run() {
    try {
      stores.access().prune();
      stores.events().prune();
      int deleted = retention.run();
      if (deleted > 0) {
        LOG.info("{} old builds deleted", deleted);
      }
    } catch (RuntimeException e) {
      LOG.warn("cannot delete what is old, trying again in {} minutes", MINUTES, e);
    }
  }

  /** Ends it, and waits for the transaction that it may be in. */
  @Override
  public void close() {
    thread.shutdownNow();
    try {
      boolean _ = thread.awaitTermination(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
