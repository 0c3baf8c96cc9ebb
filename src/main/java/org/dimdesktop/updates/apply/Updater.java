package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Waits;
import org.dimdesktop.updates.health.Probe;
import org.dimdesktop.updates.plan.UpdatePlan;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries out plans, puts back what failed or was cut off, and keeps the history. One update at a
 * time, over all processes that share the folder. Every method blocks.
 */
public final class Updater {
  private static final Logger LOG = LoggerFactory.getLogger(Updater.class);

  /** A new container that failed gets little time to end: the old one is to run again soon. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Whoever only looks what may go is soon done. */
  private static final Duration TURN = Duration.ofSeconds(5);

  private static final Duration UNDO_LIMIT = Duration.ofMinutes(2);
  private static final Duration UNDO_PAUSE = Duration.ofSeconds(1);
  private static final int KEPT = 500;

  private final Engine engine;
  private final JournalFiles files;
  private final KeptLogs logs;
  private final UpdateLock lock;
  private final StepHook hook;
  private final Clock clock;

  /** Works on an engine, with its journals and the logs that it keeps in {@code folder}. */
  public Updater(Engine engine, Path folder, Clock clock) {
    this(engine, folder, clock, StepHook.NONE);
  }

  /** The same, telling a hook of every step. */
  public Updater(Engine engine, Path folder, Clock clock, StepHook hook) {
    this.engine = engine;
    this.files = new JournalFiles(folder.resolve("journals"));
    this.logs = new KeptLogs(folder.resolve("logs"), engine.containers());
    this.lock = new UpdateLock(folder.resolve("lock"));
    this.hook = hook;
    this.clock = clock;
  }

  /**
   * Does what is planned. What fails is undone before this returns; then the record says why.
   *
   * @throws FailureException when it cannot begin, or when it failed and could not be undone now:
   *     {@link #recover} will
   */
  public UpdateRecord apply(UpdatePlan plan, UpdateOptions options, OperationContext context) {
    try (var _ = lock.take(TURN)) {
      recoverAll();
      JsonNode info = engine.raw().engineInfo();
      EngineDisk.of(info).requireRoom(plan.first().name(), plan.pullBytes());
      Journal journal = Journal.of(files, clock, info.path("ID").asText(), plan);
      begin(journal);
      try {
        boolean changed = new Forward(engine, journal, hook, options, clock, context).run();
        if (!changed) {
          journal.enter(UpdateState.UNCHANGED);
        }
      } catch (RuntimeException e) {
        boolean interrupted = Thread.interrupted(); // what follows must not be cut off by it
        Failure failure = FailureException.of(e, "update", plan.first().name());
        journal.reason(failure.cause());
        if (journal.state() != UpdateState.COMMITTED) {
          undo(journal, PATIENCE);
        }
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
      return UpdateRecord.of(journal);
    }
  }

  /** The plan may be some time old: what it saw must still be there. */
  private void begin(Journal journal) {
    for (JournalMember member : journal.members()) {
      ObjectNode now =
          engine
              .raw()
              .inspect(member.id())
              .filter(i -> i.path("Name").asText().equals("/" + member.name()))
              .orElseThrow(() -> changed(member.name()));
      member.refresh(now);
      var _ = Probe.of(member.name(), now); // one that is none is told before anything is stopped
    }
    journal.save();
  }

  private static FailureException changed(String name) {
    return new FailureException(
        new Failure.Conflict(
            "update", name, "it was removed or renamed since the plan was made", List.of()));
  }

  /**
   * Brings back what was before an update that was kept, while its old containers are there.
   *
   * @throws FailureException NotFound for an update that is not known, Conflict for one that cannot
   *     be rolled back any more
   */
  public UpdateRecord rollback(String id) {
    var _ = find(id); // that there is none such is told at once, whoever updates now
    try (var _ = lock.take(TURN)) {
      Journal journal = find(id);
      if (journal.state() != UpdateState.COMMITTED) {
        throw new FailureException(
            new Failure.Conflict("roll back", id, "it is " + journal.state().name(), List.of()));
      }
      checkEngine(journal);
      journal.reason("rolled back as asked");
      undo(journal, null);
      return UpdateRecord.of(journal);
    }
  }

  private void checkEngine(Journal journal) {
    if (!journal.engine().equals(engine.raw().engineId())) {
      throw new FailureException(
          new Failure.Conflict(
              "roll back", journal.id(), "it was done on another engine", List.of()));
    }
  }

  /**
   * Puts in order what an earlier process left in the middle; what it did.
   *
   * @throws FailureException Conflict, at once, while another process or thread updates
   */
  public List<UpdateRecord> recover() {
    try (var _ = lock.take(Duration.ZERO)) {
      return recoverAll();
    }
  }

  private List<UpdateRecord> recoverAll() {
    List<UpdateRecord> recovered = new ArrayList<>();
    String here = engine.raw().engineId();
    for (Journal journal : journals()) {
      if (journal.state().isOpen() && journal.engine().equals(here)) {
        if (journal.reason().isEmpty()) {
          journal.reason("the program ended in the middle of it");
        }
        undo(journal, PATIENCE);
        recovered.add(UpdateRecord.of(journal));
      }
    }
    return recovered;
  }

  /** Tries again while the engine is away: it may be what made the update fail. */
  private void undo(Journal journal, @Nullable Duration patience) {
    long end = System.nanoTime() + UNDO_LIMIT.toNanos();
    while (true) {
      try {
        new Undo(engine, logs, journal, hook).run(patience);
        return;
      } catch (FailureException e) {
        boolean passing =
            e.failure() instanceof Failure.Unreachable || e.failure() instanceof Failure.Broken;
        LOG.warn("putting {} back: {}", journal.id(), e.getMessage());
        if (!passing || System.nanoTime() > end) {
          throw e;
        }
        Waits.pause(UNDO_PAUSE, "put back", journal.id());
      }
    }
  }

  /**
   * Removes the old containers and images whose grace has ended; how many updates that were. None
   * while something is updated: it can be done later.
   */
  public int retire() {
    try (UpdateLock.Held held = lock.takeIfFree()) {
      if (held == null) {
        return 0;
      }
      String here = engine.raw().engineId();
      List<Journal> due =
          journals().stream()
              .filter(j -> j.state() == UpdateState.COMMITTED && j.engine().equals(here))
              .filter(j -> !j.retireAt().isAfter(clock.instant()))
              .toList();
      due.forEach(journal -> new Retirement(engine, journal, hook).run());
      forgetOldest();
      return due.size();
    }
  }

  private void forgetOldest() {
    List<Journal> ended =
        journals().stream()
            .filter(j -> !j.state().isOpen() && j.state() != UpdateState.COMMITTED)
            .toList();
    ended.stream().limit(Math.max(0, ended.size() - KEPT)).forEach(j -> files.delete(j.id()));
  }

  /** Every update that is known, newest first. */
  public List<UpdateRecord> history() {
    return journals().stream()
        .map(UpdateRecord::of)
        .sorted(Comparator.comparing(UpdateRecord::id).reversed())
        .toList();
  }

  /** A log that a record names. */
  public String log(UpdateRecord record, String file) {
    if (!record.logs().contains(file)) {
      throw new IllegalArgumentException(file + " is not a log of " + record.id());
    }
    return logs.read(file);
  }

  private List<Journal> journals() {
    return files.readAll().stream().map(json -> new Journal(files, clock, json)).toList();
  }

  private Journal find(String id) {
    Optional<Journal> found = journals().stream().filter(j -> j.id().equals(id)).findFirst();
    return found.orElseThrow(
        () -> new FailureException(new Failure.NotFound("roll back", id, "no update has this id")));
  }
}
