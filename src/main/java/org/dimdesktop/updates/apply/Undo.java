package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Puts the old containers back. Each part looks at what is there before it acts, so that it can be
 * done again from the start, whatever an earlier process did of it, or of the update.
 */
final class Undo {
  private static final Logger LOG = LoggerFactory.getLogger(Undo.class);
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Engine engine;
  private final NewImages images;
  private final NewContainers containers;
  private final KeptLogs logs;
  private final Journal journal;
  private final StepHook hook;

  Undo(Engine engine, KeptLogs logs, Journal journal, StepHook hook) {
    this.engine = engine;
    this.images = new NewImages(engine);
    this.containers = new NewContainers(engine, images);
    this.logs = logs;
    this.journal = journal;
    this.hook = hook;
  }

  /**
   * Puts all back, or keeps the new containers where an old one is gone for good.
   *
   * @param patience how long new containers may take to end before they are killed; null for their
   *     own time
   */
  void run(@Nullable Duration patience) {
    if (journal.state() != UpdateState.ROLLING_BACK) {
      note(() -> journal.enter(UpdateState.ROLLING_BACK));
    }
    List<JournalMember> members = journal.members();
    Optional<JournalMember> lost = members.stream().filter(m -> old(m).isEmpty()).findFirst();
    if (lost.isPresent() && members.stream().allMatch(m -> fresh(m).isPresent())) {
      journal.event("the old container " + lost.get().name() + " is gone: the new one is kept");
      members.forEach(this::keep);
      note(() -> journal.enter(UpdateState.RETIRED));
      return;
    }
    for (JournalMember member : members.reversed()) {
      take(Step.REMOVE_NEW, member.name(), () -> remove(member, patience));
    }
    for (JournalMember member : members) {
      take(Step.UNTAG, member.image(), () -> images.untag(member));
    }
    for (JournalMember member : members) {
      take(Step.RESTORE, member.name(), () -> restore(member));
    }
    note(() -> journal.enter(UpdateState.ROLLED_BACK));
  }

  /** The old container, or the stand-in of one that vanished. */
  private Optional<ObjectNode> old(JournalMember member) {
    return engine.raw().inspect(member.id()).or(() -> spare(member));
  }

  private Optional<ObjectNode> spare(JournalMember member) {
    return member.needsSpare()
        ? engine.raw().inspect(member.spareId().orElse(member.parked()))
        : Optional.empty();
  }

  private Optional<ObjectNode> fresh(JournalMember member) {
    return engine.raw().inspect(member.newId().orElse(member.temp()));
  }

  private void keep(JournalMember member) {
    ObjectNode fresh = fresh(member).orElseThrow();
    named(fresh, member.name());
    if (member.wasRunning() && !isRunning(fresh)) {
      engine.containers().start(id(fresh));
    }
  }

  private void remove(JournalMember member, @Nullable Duration patience) {
    Optional<ObjectNode> fresh = fresh(member);
    if (fresh.isEmpty()) {
      return;
    }
    String id = id(fresh.get());
    if (member.newId().isEmpty()) {
      member.newId(id);
    }
    if (!fresh.get().path("State").path("StartedAt").asText("0001").startsWith("0001")) {
      logs.keep(journal, member, id);
    }
    try {
      if (isRunning(fresh.get())) {
        if (fresh.get().path("State").path("Paused").asBoolean()) {
          engine.containers().unpause(id);
        }
        engine.containers().stop(id, patience);
      }
      // Its volumes stay: they are the old container's, too.
      engine.containers().remove(id, false, true);
    } catch (FailureException e) {
      if (!isGoing(e.failure())) {
        throw e;
      }
    }
    containers.awaitGone(id, member.name(), GONE, POLL);
  }

  /** Gone, or being removed by its engine. */
  private static boolean isGoing(Failure failure) {
    return failure instanceof Failure.NotFound
        || (failure instanceof Failure.Conflict
            && failure.cause().contains("removal of container"));
  }

  private void restore(JournalMember member) {
    Optional<ObjectNode> old = engine.raw().inspect(member.id());
    if (member.needsSpare() && old.isPresent() && !isRunning(old.get())) {
      containers.awaitGone(member.id(), member.name(), GONE, POLL);
      old = Optional.empty();
    }
    if (old.isPresent()) {
      spare(member).ifPresent(spare -> engine.containers().remove(id(spare), false, true));
    }
    ObjectNode back = old.or(() -> spare(member)).orElseThrow(() -> lost(member));
    String id = id(back);
    named(back, member.name());
    JsonNode policy = back.path("HostConfig").path("RestartPolicy");
    if (!Forward.isNo(member.restartPolicy()) && !policy.equals(member.restartPolicy())) {
      engine.raw().setRestartPolicy(id, member.restartPolicy());
    }
    if (member.wasRunning() && !isRunning(back)) {
      engine.containers().start(id);
    }
    boolean paused = isRunning(back) && back.path("State").path("Paused").asBoolean();
    if (member.wasPaused() && !paused) {
      engine.containers().pause(id);
    }
  }

  private static FailureException lost(JournalMember member) {
    return new FailureException(
        new Failure.NotFound(
            "put back",
            member.name(),
            "neither the old container is there nor a" + " stand-in of it"));
  }

  private void named(JsonNode inspect, String name) {
    if (!inspect.path("Name").asText().equals("/" + name)) {
      engine.containers().rename(id(inspect), name);
    }
  }

  private static boolean isRunning(JsonNode inspect) {
    return inspect.path("State").path("Running").asBoolean();
  }

  private static String id(JsonNode inspect) {
    return inspect.path("Id").asText();
  }

  /**
   * A full disk may be what made the update fail: the containers come before the journal, of which
   * the last state that was written leads a later process here again.
   */
  private void note(Runnable entry) {
    try {
      entry.run();
    } catch (FailureException e) {
      LOG.warn("{}: {}", journal.id(), e.getMessage());
    }
  }

  private void take(Step step, String subject, Runnable action) {
    note(() -> journal.enter(step, subject));
    hook.at(step, subject, false);
    action.run();
    hook.at(step, subject, true);
  }
}
