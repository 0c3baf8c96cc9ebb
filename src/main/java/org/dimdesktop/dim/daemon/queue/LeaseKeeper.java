package org.dimdesktop.dim.daemon.queue;

import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import org.dimdesktop.dim.daemon.store.LeaseStore;
import org.dimdesktop.dim.daemon.store.Signals;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Where several daemons share a queue: renews the leases of this one's builds, stops those whose
 * lease is lost or that somebody cancelled at another daemon, and ends the builds of dead daemons.
 */
final class LeaseKeeper {
  private static final Logger LOG = LoggerFactory.getLogger(LeaseKeeper.class);

  private final LeaseStore leases;
  private final Signals signals;
  private final Supplier<Set<String>> running;
  private final BiConsumer<String, StopReason> stop;
  private final Duration beat;
  private volatile long lastHeld = System.nanoTime();

  /**
   * A keeper for what {@code running} names.
   *
   * @param stop stops a build; a second time does nothing
   */
  LeaseKeeper(
      LeaseStore leases,
      Signals signals,
      Supplier<Set<String>> running,
      BiConsumer<String, StopReason> stop) {
    this.leases = leases;
    this.signals = signals;
    this.running = running;
    this.stop = stop;
    this.beat = leases.lease().dividedBy(6);
  }

  /** Keeps the leases until the thread is interrupted. */
  void run() {
    try {
      while (!Thread.currentThread().isInterrupted()) {
        long seen = signals.cancels().version();
        try {
          renew();
          leases.cancelRequests().forEach(id -> stop.accept(id, StopReason.CANCEL));
          reap();
        } catch (RuntimeException e) {
          LOG.warn("cannot renew the leases of running builds: {}", e.getMessage());
        }
        boolean _ = signals.cancels().awaitBeyond(seen, beat);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void renew() {
    long begin = System.nanoTime();
    Set<String> before = Set.copyOf(running.get());
    Set<String> held = leases.renew(before);
    lastHeld = begin;
    Set<String> lost = new HashSet<>(before);
    lost.removeAll(held);
    lost.retainAll(running.get()); // one that has just ended is not lost
    lost.forEach(id -> stop.accept(id, StopReason.LEASE_LOST));
  }

  private void reap() {
    int ended = leases.reap();
    if (ended > 0) {
      LOG.warn("{} builds ended, for the daemon that ran them fell silent", ended);
    }
  }

  /**
   * Stops everything if the leases could not be renewed for so long that others may have ended the
   * builds. Touches no database; to be called every now and then.
   */
  void fence() {
    if (System.nanoTime() - lastHeld > leases.lease().toNanos()) {
      running.get().forEach(id -> stop.accept(id, StopReason.LEASE_LOST));
    }
  }
}
