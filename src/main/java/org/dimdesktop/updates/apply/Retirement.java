package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;

/** Removes what an update kept for a rollback. */
final class Retirement {
  private final Engine engine;
  private final Journal journal;
  private final StepHook hook;

  Retirement(Engine engine, Journal journal, StepHook hook) {
    this.engine = engine;
    this.journal = journal;
    this.hook = hook;
  }

  void run() {
    for (JournalMember member : journal.members().reversed()) {
      journal.enter(Step.RETIRE, member.name());
      hook.at(Step.RETIRE, member.name(), false);
      retire(member);
      hook.at(Step.RETIRE, member.name(), true);
    }
    journal.enter(UpdateState.RETIRED);
  }

  /** A container that somebody has taken into use again is theirs. */
  private void retire(JournalMember member) {
    Optional<ObjectNode> old = engine.raw().inspect(member.spareId().orElse(member.id()));
    boolean ours =
        old.map(inspect ->
                inspect.path("Name").asText().equals("/" + member.parked())
                    && !inspect.path("State").path("Running").asBoolean())
            .orElse(false);
    if (ours) {
      engine.containers().remove(old.orElseThrow().path("Id").asText(), false, false);
    }
    if (member.isTarget()) {
      new NewImages(engine).removeUnused(member.imageId());
    }
  }
}
