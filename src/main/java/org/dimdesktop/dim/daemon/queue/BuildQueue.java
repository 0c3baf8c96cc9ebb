package org.dimdesktop.dim.daemon.queue;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.daemon.secret.Masker;
import org.dimdesktop.dim.daemon.store.BuildStore;
import org.dimdesktop.dim.daemon.store.Credential;
import org.dimdesktop.dim.daemon.store.CredentialStore;
import org.dimdesktop.dim.daemon.store.CredentialType;
import org.dimdesktop.dim.daemon.store.DatabaseUnavailableException;
import org.dimdesktop.dim.daemon.store.IdempotencyKey;
import org.dimdesktop.dim.daemon.store.LeaseStore;
import org.dimdesktop.dim.daemon.store.LogTable;
import org.dimdesktop.dim.daemon.store.Outcome;
import org.dimdesktop.dim.daemon.store.Signal;
import org.dimdesktop.dim.daemon.store.Signals;
import org.dimdesktop.dim.daemon.store.StepStore;
import org.dimdesktop.dim.daemon.store.Stores;
import org.dimdesktop.dim.daemon.store.Submission;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs queued builds, oldest first, a bounded number at once. The store is the queue; this is what
 * empties it.
 */
public final class BuildQueue {
  /** A stopped build is recorded as ended by then, even if its work does not come back. */
  private static final Duration STOP_GRACE = Duration.ofSeconds(4);

  private static final Duration CANCEL_WAIT = Duration.ofSeconds(5);
  private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);
  private static final Duration AFTER_AN_ERROR = Duration.ofSeconds(1);
  private static final Logger LOG = LoggerFactory.getLogger(BuildQueue.class);

  /** How many run and wait, and for how long. */
  public record Limits(int concurrency, int queueSize, Duration timeout) {}

  private record Entry(RunningBuild running, BuildLog log) {}

  private final BuildStore store;
  private final LeaseStore leases;
  private final LogTable logs;
  private final StepStore steps;
  private final CredentialStore credentials;
  private final Signals signals;
  private final BuildRunner runner;
  private final Limits limits;
  private final Clock clock;
  private final Executor io;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dim-build-timer").factory());
  private final Map<String, Entry> entries = new ConcurrentHashMap<>();
  private final CountDownLatch workers;
  private final LeaseKeeper keeper;
  private volatile boolean draining;
  private volatile boolean stopping;

  /** A queue over its parts; nothing runs before {@link #start}. */
  public BuildQueue(Stores stores, BuildWork work, Limits limits, Clock clock, Executor io) {
    this.store = stores.builds();
    this.leases = stores.leases();
    this.logs = stores.logs();
    this.steps = stores.steps();
    this.credentials = stores.credentials();
    this.signals = stores.signals();
    this.runner = new BuildRunner(store, credentials, work);
    this.limits = limits;
    this.clock = clock;
    this.io = io;
    this.workers = new CountDownLatch(limits.concurrency());
    this.keeper = new LeaseKeeper(leases, signals, entries::keySet, this::stop);
  }

  /** Begins to run what is queued. */
  public void start() {
    for (int i = 0; i < limits.concurrency(); i++) {
      io.execute(this::work);
    }
    if (leases.isShared()) {
      io.execute(keeper::run);
      var _ = timer.scheduleWithFixedDelay(keeper::fence, 1, 1, TimeUnit.SECONDS);
    }
  }

  /** Queues a build. */
  public Submission submit(Build build, @Nullable IdempotencyKey key) {
    return store.submit(build, limits.queueSize(), key);
  }

  /** How many builds run in this process now. */
  public int running() {
    return entries.size();
  }

  /** Says whether nothing new is taken any more. */
  public boolean isDraining() {
    return draining;
  }

  /**
   * Stops a build: a queued one at once; for a running one, whichever daemon runs it, this waits up
   * to 5 seconds for its end.
   *
   * @return whether there was something left to stop
   */
  public boolean cancel(String id) throws InterruptedException {
    if (store.cancelQueued(id)) {
      return true;
    }
    Optional<Build> build = store.find(id);
    if (build.isEmpty() || build.get().status() != BuildStatus.RUNNING) {
      return false;
    }
    Entry entry = leases.isMine(id) ? awaitEntry(id) : null;
    if (entry != null) {
      stop(id, entry, StopReason.CANCEL);
      entry.running().awaitEnd(CANCEL_WAIT);
    } else {
      leases.requestCancel(id);
      awaitEndElsewhere(id);
    }
    return true;
  }

  private void awaitEndElsewhere(String id) throws InterruptedException {
    Signal signal = signals.ofBuild(id);
    long giveUp = System.nanoTime() + CANCEL_WAIT.toNanos();
    while (true) {
      long seen = signal.version();
      long left = giveUp - System.nanoTime();
      if (left <= 0 || store.find(id).filter(b -> !b.status().isEnd()).isEmpty()) {
        return;
      }
      boolean _ = signal.awaitBeyond(seen, Duration.ofNanos(left));
    }
  }

  /** Between the claim in the store and the entry here there is a moment. */
  private @Nullable Entry awaitEntry(String id) throws InterruptedException {
    long giveUp = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (true) {
      Entry entry = entries.get(id);
      if (entry != null || System.nanoTime() > giveUp) {
        return entry;
      }
      signals.changes().awaitBeyond(signals.changes().version(), Duration.ofMillis(5));
    }
  }

  private void work() {
    try {
      while (!draining) {
        long seen = signals.changes().version();
        Duration pause = LOOK_AGAIN;
        try {
          Optional<Build> next = leases.claim();
          if (next.isPresent()) {
            run(next.get());
            continue;
          }
        } catch (DatabaseUnavailableException e) {
          LOG.warn("no build is taken: {}", e.getMessage());
          pause = AFTER_AN_ERROR;
        } catch (RuntimeException e) {
          LOG.error("a build worker", e);
          pause = AFTER_AN_ERROR;
        }
        boolean _ = signals.changes().awaitBeyond(seen, pause);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      workers.countDown();
    }
  }

  private void run(Build build) {
    String id = build.id();
    LOG.info("build {} of {} at {} starts", id, build.repo(), build.ref());
    RunningBuild running = new RunningBuild();
    Masker masker;
    try {
      masker = new Masker(secrets());
    } catch (RuntimeException e) {
      finish(id, running, Outcomes.failed(e, null, id, new Masker(List.of())));
      return;
    }
    BuildLog log = new BuildLog(id, logs, masker, clock, io);
    Entry entry = new Entry(running, log);
    entries.put(id, entry);
    if (stopping) { // it was taken in the very moment when all others were told
      stop(id, entry, StopReason.SHUTDOWN);
    }
    ScheduledFuture<?> timeout =
        timer.schedule(
            () -> stop(id, entry, StopReason.TIMEOUT),
            limits.timeout().toMillis(),
            TimeUnit.MILLISECONDS);
    BuildRecord record = new BuildRecord(id, log, steps, masker);
    Outcome outcome;
    try {
      outcome = Outcome.success(runner.run(build, running, record));
    } catch (Exception e) {
      StopReason reason = running.stopReason();
      outcome =
          reason != null
              ? Outcomes.stopped(reason, limits.timeout())
              : Outcomes.failed(e, phase(id), id, masker);
    }
    timeout.cancel(false);
    end(id, entry, outcome);
    entries.remove(id);
    var _ = Thread.interrupted(); // a stop that came late must not hit the next build
  }

  private @Nullable BuildPhase phase(String id) {
    try {
      return store.find(id).map(Build::phase).orElse(null);
    } catch (DatabaseUnavailableException e) {
      LOG.warn("the phase of build {} is not known: {}", id, e.getMessage());
      return null;
    }
  }

  private List<String> secrets() {
    List<Credential> all = new ArrayList<>(credentials.withSecrets(CredentialType.GIT));
    all.addAll(credentials.withSecrets(CredentialType.REGISTRY));
    return all.stream().map(Credential::secret).filter(Objects::nonNull).toList();
  }

  private void stop(String id, StopReason reason) {
    Entry entry = entries.get(id);
    if (entry == null) {
      return;
    }
    if (reason != StopReason.LEASE_LOST) {
      stop(id, entry, reason);
    } else if (entry.running().lose()) {
      LOG.warn("build {} is stopped, for this daemon's lease on it is lost", id);
      entry.log().abandon();
    }
  }

  private void stop(String id, Entry entry, StopReason reason) {
    entry.running().stop(reason);
    var _ =
        timer.schedule(
            () -> io.execute(() -> endUnwilling(id, entry)),
            STOP_GRACE.toMillis(),
            TimeUnit.MILLISECONDS);
  }

  private void endUnwilling(String id, Entry entry) {
    StopReason first = entry.running().stopReason();
    if (first != null && !isEnded(entry)) {
      LOG.warn("the work of build {} did not stop in time", id);
      end(id, entry, Outcomes.stopped(first, limits.timeout()));
    }
  }

  private static boolean isEnded(Entry entry) {
    try {
      return entry.running().awaitEnd(Duration.ZERO);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The log is whole before the end is told: a follower stops at the end. */
  private void end(String id, Entry entry, Outcome outcome) {
    try {
      if (outcome.errorSummary() != null) {
        entry.log().system(outcome.errorClass() + ": " + outcome.errorSummary());
      } else if (outcome.status() == BuildStatus.CANCELED) {
        entry.log().system("Canceled");
      }
      entry.log().close();
    } catch (RuntimeException e) {
      LOG.error("the log of build {} is not complete", id, e);
    }
    finish(id, entry.running(), outcome);
    entry.running().end();
  }

  /**
   * Records the end, however long the database is away; what has lost its lease is not recorded.
   */
  private void finish(String id, RunningBuild running, Outcome outcome) {
    while (running.stopReason() != StopReason.LEASE_LOST) {
      try {
        if (store.finish(id, outcome)) {
          LOG.info("build {} ended: {}", id, outcome.status().wire());
        }
        return;
      } catch (DatabaseUnavailableException e) {
        LOG.warn("the end of build {} waits: {}", id, e.getMessage());
      }
    }
  }

  /**
   * Takes nothing new, gives running builds {@code atMost} to end, then stops them and records them
   * as {@code daemon_restarted}; queued ones stay queued for the next start.
   */
  public void drain(Duration atMost) throws InterruptedException {
    draining = true;
    signals.raiseAll();
    if (!workers.await(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
      stopping = true;
      entries.forEach((id, entry) -> stop(id, entry, StopReason.SHUTDOWN));
      if (!workers.await(CANCEL_WAIT.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("builds still run: {}", entries.keySet());
      }
    }
    timer.shutdownNow();
    int _ = leases.release();
  }
}
