package org.dimdesktop.ui.updates.run;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.OperationQueue;
import org.dimdesktop.task.Progress;
import org.dimdesktop.ui.common.Moments;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.apply.StepRelay;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.UpdatePlan;
import org.jspecify.annotations.Nullable;

/**
 * Updates and rolls back as operations, one after the other in the order in which they were asked
 * for; one that fails keeps none from its turn. Used on the thread of {@code fx}.
 */
public final class UpdateRunner {
  private static final int LOG_LINES = 200;

  private final Services services;
  private final Turns turns = new Turns();
  private final Map<String, Integer> counts = new HashMap<>();
  private final ReadOnlyObjectWrapper<Set<String>> busy = new ReadOnlyObjectWrapper<>(Set.of());
  private final UpdateOptions options;

  /**
   * What updates stand on.
   *
   * @param updates may read files the first time; asked on {@code io} only
   */
  public record Services(
      Supplier<Updates> updates, StepRelay steps, OperationQueue operations, Executor fx) {}

  /** What is done in one's turn. */
  private interface Work {
    UpdateRecord run(StepProgress progress);
  }

  /** Runs nothing yet. */
  public UpdateRunner(Services services, UpdateOptions options) {
    this.services = services;
    this.options = options;
  }

  /** The names of the containers that are being updated or wait for it. */
  public ReadOnlyObjectProperty<Set<String>> busyProperty() {
    return busy.getReadOnlyProperty();
  }

  /**
   * Carries out plans, each as an operation of its own; the operations, in the order of the plans.
   *
   * @param losses whether what a plan calls irreversible was accepted
   */
  public List<Operation<UpdateRecord>> update(
      CheckReport report, List<UpdatePlan> plans, boolean losses) {
    List<Turns.Turn> places = plans.stream().map(_ -> turns.take()).toList();
    List<Operation<UpdateRecord>> started = new ArrayList<>();
    // The newest operation stands at the top of their list: the first to be done shall be there.
    for (int i = plans.size() - 1; i >= 0; i--) {
      UpdatePlan plan = plans.get(i);
      List<String> targets =
          plan.members().stream().filter(m -> m.target() != null).map(MemberPlan::name).toList();
      Set<String> all = plan.members().stream().map(MemberPlan::name).collect(Collectors.toSet());
      started.add(
          run(
              Strings.get("updates.action.update"),
              targets,
              all,
              places.get(i),
              progress ->
                  told(
                      services
                          .updates()
                          .get()
                          .update(report, targets, losses, options, progress)
                          .getLast(),
                      progress)));
    }
    return started.reversed();
  }

  /** Brings back what was before an update, as an operation. */
  public Operation<UpdateRecord> rollback(UpdateRecord record) {
    return run(
        Strings.get("updates.action.rollback"),
        List.of(record.name()),
        Set.of(record.name()),
        turns.take(),
        progress -> {
          UpdateRecord after = services.updates().get().updater().rollback(record.id());
          progress.done(Strings.get("updates.run.restored"));
          return after;
        });
  }

  private Operation<UpdateRecord> run(
      String action, List<String> names, Set<String> containers, Turns.Turn turn, Work work) {
    count(containers, 1);
    AtomicReference<Turns.@Nullable Turn> first = new AtomicReference<>(turn);
    Operation<UpdateRecord> operation =
        services
            .operations()
            .submit(
                Operation.Kind.UPDATE,
                action,
                String.join(", ", names),
                context -> {
                  Turns.Turn mine = first.getAndSet(null);
                  return inTurn(mine == null ? turns.take() : mine, context, containers, work);
                });
    var _ =
        operation
            .future()
            .whenComplete((_, _) -> {
              turn.leave(); // also when it was cancelled before it began
              services.fx().execute(() -> count(containers, -1));
            });
    return operation;
  }

  private UpdateRecord inTurn(
      Turns.Turn turn, OperationContext context, Set<String> containers, Work work)
      throws InterruptedException {
    try {
      if (turn.mustWait()) {
        context.report(Progress.NONE.withNote(Strings.get("updates.run.waits")));
        turn.await();
      }
      StepProgress progress = new StepProgress(context, containers.size() > 1);
      return services.steps().watched(progress, () -> work.run(progress));
    } finally {
      turn.leave();
    }
  }

  private UpdateRecord told(UpdateRecord record, StepProgress progress) {
    switch (record.state()) {
      case UNCHANGED -> progress.done(Strings.get("updates.run.unchanged"));
      case COMMITTED ->
          progress.done(
              record
                  .retireAt()
                  .map(at -> Strings.get("updates.run.committed", Moments.absolute(at)))
                  .orElse(""));
      case ROLLED_BACK -> {
        keepLogs(record, progress);
        if (progress.isCancelled()) {
          progress.done(Strings.get("updates.run.restored"));
        }
        throw new FailureException(
            new Failure.Failed(
                Strings.get("updates.action.update"),
                record.name(),
                Strings.get("updates.run.failed", record.reason())));
      }
      default -> progress.done("");
    }
    return record;
  }

  /** What the new container said last stands in the operation's own log, below its steps. */
  private void keepLogs(UpdateRecord record, OperationContext context) {
    for (String file : record.logs()) {
      context.line(Strings.get("updates.run.log", file));
      List<String> lines = services.updates().get().updater().log(record, file).lines().toList();
      lines.stream().skip(Math.max(0, lines.size() - LOG_LINES)).forEach(context::line);
    }
  }

  private void count(Set<String> containers, int more) {
    containers.forEach(name -> counts.merge(name, more, Integer::sum));
    counts.values().removeIf(count -> count <= 0);
    busy.set(Set.copyOf(counts.keySet()));
  }
}
