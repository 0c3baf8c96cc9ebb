package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.updates.health.HealthGate;

/** Takes the steps of an update to its end; whoever calls undoes them when one fails. */
final class Forward {
  private static final String ACTION = "update";
  private static final Duration GONE = Duration.ofSeconds(30);
  private static final Duration POLL = Duration.ofMillis(100);

  private final Engine engine;
  private final NewImages images;
  private final NewContainers containers;
  private final Journal journal;
  private final StepHook hook;
  private final UpdateOptions options;
  private final Clock clock;
  private final OperationContext context;

  Forward(
      Engine engine,
      Journal journal,
      StepHook hook,
      UpdateOptions options,
      Clock clock,
      OperationContext context) {
    this.engine = engine;
    this.images = new NewImages(engine);
    this.containers = new NewContainers(engine, images);
    this.journal = journal;
    this.hook = hook;
    this.options = options;
    this.clock = clock;
    this.context = context;
  }

  /** Whether there was anything to do: false when what was pulled is what runs already. */
  boolean run() {
    List<JournalMember> members = journal.members();
    List<JournalMember> targets = members.stream().filter(JournalMember::isTarget).toList();
    members.forEach(images::note);
    for (JournalMember target : targets) {
      take(Step.PULL, target.reference().familiar(), () -> images.pull(target, context));
    }
    if (targets.stream().allMatch(target -> target.newImageId().equals(target.imageId()))) {
      targets.forEach(images::tag);
      return false;
    }
    for (JournalMember member : members) {
      if (member.needsSpare()) {
        take(Step.SPARE, member.name(), () -> member.spareId(containers.spare(member)));
      }
    }
    for (JournalMember target : targets) {
      take(Step.TAG, target.reference().familiar(), () -> images.tag(target));
    }
    for (JournalMember member : members) {
      take(Step.CREATE, member.name(), () -> containers.create(member, members));
    }
    for (JournalMember member : members.reversed()) {
      halt(member);
    }
    for (JournalMember member : members) {
      replace(member);
    }
    take(Step.COMMIT, journal.id(), () -> journal.commit(clock.instant().plus(options.grace())));
    restartDependants();
    return true;
  }

  private void halt(JournalMember member) {
    if (!isNo(member.restartPolicy())) {
      take(
          Step.DISARM,
          member.name(),
          () ->
              engine
                  .raw()
                  .setRestartPolicy(
                      member.id(), JsonNodeFactory.instance.objectNode().put("Name", "no")));
    }
    if (member.wasRunning()) {
      take(Step.STOP, member.name(), () -> stop(member));
    }
  }

  static boolean isNo(JsonNode policy) {
    return policy.path("Name").asText("").isEmpty() || policy.path("Name").asText().equals("no");
  }

  private void stop(JournalMember member) {
    if (member.wasPaused()) {
      engine.containers().unpause(member.id()); // else it cannot end in its own way
    }
    engine.containers().stop(member.id(), null);
    if (member.needsSpare()) {
      containers.awaitGone(member.id(), member.name(), GONE, POLL);
    }
  }

  private void replace(JournalMember member) {
    String id = member.newId().orElseThrow();
    if (!member.needsSpare()) {
      take(
          Step.PARK, member.name(), () -> engine.containers().rename(member.id(), member.parked()));
    }
    take(Step.NAME, member.name(), () -> engine.containers().rename(id, member.name()));
    if (!member.wasRunning()) {
      return;
    }
    take(Step.START, member.name(), () -> engine.containers().start(id));
    take(
        Step.GATE,
        member.name(),
        () ->
            new HealthGate(engine.raw(), engine.host(), clock, options.settle(), options.answer())
                .await(member.name(), id, context));
    if (member.wasPaused()) {
      take(Step.PAUSE, member.name(), () -> engine.containers().pause(id));
    }
  }

  /** What fails here is told, but the update itself stands. */
  private void restartDependants() {
    for (String id : journal.restarts()) {
      try {
        take(Step.RESTART, id, () -> engine.containers().restart(id, null));
      } catch (FailureException e) {
        journal.event("the dependant could not be restarted: " + e.failure().cause());
      }
    }
    journal.save();
  }

  private void take(Step step, String subject, Runnable action) {
    if (context.isCancelled()) {
      throw new FailureException(new Failure.Cancelled(ACTION, subject, "it was cancelled"));
    }
    journal.enter(step, subject);
    context.line(step.words() + ": " + subject);
    hook.at(step, subject, false);
    action.run();
    hook.at(step, subject, true);
  }
}
