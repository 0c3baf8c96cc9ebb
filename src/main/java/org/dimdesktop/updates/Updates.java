package org.dimdesktop.updates;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.updates.apply.Engine;
import org.dimdesktop.updates.apply.StepHook;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.dimdesktop.updates.apply.Updater;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.NewerVersion;
import org.dimdesktop.updates.check.NewerVersions;
import org.dimdesktop.updates.check.UpdateCheck;
import org.dimdesktop.updates.plan.ContainerGraph;
import org.dimdesktop.updates.plan.ImageChanges;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.Planner;
import org.dimdesktop.updates.plan.SelfContainer;
import org.dimdesktop.updates.plan.Target;
import org.dimdesktop.updates.plan.UpdatePlan;

/** Updates of one engine's containers: check, plan, carry out. Every method blocks. */
public final class Updates {
  private static final String NOT_BEGUN = "it was not begun any more";

  private final UpdateCheck check;
  private final NewerVersions versions;
  private final Planner planner;
  private final Updater updater;

  /** Keeps its journals in {@code folder}; tells a hook of every step. */
  public Updates(
      Engine engine,
      RegistryClient registries,
      Path folder,
      ExecutorService io,
      Clock clock,
      StepHook hook) {
    check = new UpdateCheck(engine.raw(), engine.images(), registries, engine.auth(), io, clock);
    versions = new NewerVersions(registries);
    planner =
        new Planner(
            engine.raw(),
            engine.images(),
            new ImageChanges(engine.images(), registries),
            SelfContainer.ids(),
            io);
    updater = new Updater(engine, folder, clock, hook);
  }

  /** Compares every running container with its registry; {@code fresh} asks again for all. */
  public CheckReport check(boolean fresh) {
    return check.check(fresh);
  }

  /**
   * The same, where a person watches.
   *
   * @param fresh which references registries are asked again for
   * @param context is told how many references were asked for
   */
  public CheckReport check(Predicate<ImageReference> fresh, OperationContext context) {
    return check.check(fresh, context);
  }

  /** Newer versions of a group's image, newest first; each costs its registry requests. */
  public List<NewerVersion> newerVersions(ImageGroup group, int limit) {
    Map<String, String> labels = group.containers().getFirst().container().labels();
    return versions.find(group.image(), Platform.local(), labels, limit);
  }

  /** What carries out plans, and knows what was done. */
  public Updater updater() {
    return updater;
  }

  /**
   * Plans the update of one container.
   *
   * @param container its id, 4 first characters of it or more, or its name
   * @throws FailureException NotFound when the check has not seen it, Conflict when it is not
   *     behind
   */
  public UpdatePlan plan(CheckReport report, String container) {
    ContainerUpdate update = Targets.outdated(report, container);
    String id = update.container().id();
    return planner.plan(planner.graph(), id, Map.of(id, Targets.of(report, update)));
  }

  /**
   * Plans the update of several: what {@link #update} would do with each, in its order. Those that
   * cannot be updated are left out, with the reason.
   *
   * @throws FailureException when the engine cannot be asked
   */
  public Plans plans(CheckReport report, Collection<String> containers) {
    List<Failure> refused = new ArrayList<>();
    Map<String, Target> byId = new LinkedHashMap<>();
    for (String container : containers) {
      try {
        ContainerUpdate update = Targets.outdated(report, container);
        byId.put(update.container().id(), Targets.of(report, update));
      } catch (FailureException e) {
        refused.add(e.failure());
      }
    }
    ContainerGraph graph = planner.graph();
    List<UpdatePlan> plans = new ArrayList<>();
    Set<String> planned = new HashSet<>();
    for (String id : graph.inOrder(byId.keySet())) {
      if (planned.contains(id)) {
        continue; // it is updated together with one that it needs
      }
      try {
        UpdatePlan plan = planner.plan(graph, id, byId);
        plan.members().stream().map(MemberPlan::id).forEach(planned::add);
        plans.add(plan);
      } catch (FailureException e) {
        if (e.failure().mayPass()) {
          throw e;
        }
        refused.add(e.failure());
      }
    }
    return new Plans(plans, refused);
  }

  /**
   * Updates containers one after the other, each after those that it needs; those that must be made
   * again together are updated together. It ends with the first that is rolled back.
   *
   * @param containers ids, or names
   * @param losses whether what a plan calls irreversible is accepted
   * @throws FailureException when an update cannot begin, such as Conflict for a loss that is not
   *     accepted; those before it stand
   */
  public List<UpdateRecord> update(
      CheckReport report,
      Collection<String> containers,
      boolean losses,
      UpdateOptions options,
      OperationContext context) {
    UpdateBatch batch = new UpdateBatch(planner, updater, report, containers);
    List<UpdateRecord> records = new ArrayList<>();
    for (String name : batch.order()) {
      Optional<UpdateRecord> record = batch.take(name, losses, options, context);
      record.ifPresent(records::add);
      if (record.isPresent() && record.get().state() == UpdateState.ROLLED_BACK) {
        break;
      }
    }
    return records;
  }

  /**
   * Updates containers as {@link #update} does, but goes on where one does not do: only those that
   * need it are left as they are. It ends when it is cancelled or the engine is away.
   *
   * @param contexts what each reports to, by its name
   * @param onOutcome is told of each as soon as it is known
   * @throws FailureException when one of the containers is not there or is not behind; then nothing
   *     was done
   */
  public List<UpdateOutcome> updateEach(
      CheckReport report,
      Collection<String> containers,
      boolean losses,
      UpdateOptions options,
      Function<String, OperationContext> contexts,
      Consumer<UpdateOutcome> onOutcome) {
    UpdateBatch batch = new UpdateBatch(planner, updater, report, containers);
    List<UpdateOutcome> outcomes = new ArrayList<>();
    Set<String> failed = new HashSet<>();
    Optional<String> end = Optional.empty();
    for (String name : batch.order()) {
      OperationContext context = contexts.apply(name);
      if (end.isEmpty() && context.isCancelled()) {
        end = Optional.of(NOT_BEGUN);
      }
      Optional<UpdateOutcome> outcome =
          end.or(() -> batch.needed(name, failed).map(n -> "it needs " + n + ", which was not"))
              .map(why -> notBegun(name, why))
              .or(() -> take(batch, name, losses, options, context));
      if (outcome.isPresent() && !outcome.get().isDone()) {
        failed.add(name);
        if (end.isEmpty() && isEnd(outcome.get(), context)) {
          end = Optional.of(NOT_BEGUN);
        }
      }
      outcome.ifPresent(outcomes::add);
      outcome.ifPresent(onOutcome);
    }
    return outcomes;
  }

  private static UpdateOutcome notBegun(String name, String why) {
    return UpdateOutcome.of(name, new Failure.Conflict(Targets.ACTION, name, why, List.of()));
  }

  private static Optional<UpdateOutcome> take(
      UpdateBatch batch,
      String name,
      boolean losses,
      UpdateOptions options,
      OperationContext context) {
    try {
      return batch.take(name, losses, options, context).map(UpdateOutcome::of);
    } catch (FailureException e) {
      return Optional.of(UpdateOutcome.of(name, e.failure()));
    }
  }

  private static boolean isEnd(UpdateOutcome outcome, OperationContext context) {
    return context.isCancelled()
        || outcome.failure() instanceof Failure.Cancelled
        || (outcome.failure() != null && outcome.failure().mayPass());
  }
}
