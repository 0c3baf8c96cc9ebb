package org.dimdesktop.updates;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Predicate;
import java.util.stream.Collectors;
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
import org.dimdesktop.updates.check.Status;
import org.dimdesktop.updates.check.UpdateCheck;
import org.dimdesktop.updates.check.Verdict;
import org.dimdesktop.updates.plan.ContainerGraph;
import org.dimdesktop.updates.plan.ImageChanges;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.Planner;
import org.dimdesktop.updates.plan.SelfContainer;
import org.dimdesktop.updates.plan.Target;
import org.dimdesktop.updates.plan.UpdatePlan;

/** Updates of one engine's containers: check, plan, carry out. Every method blocks. */
public final class Updates {
  private static final String ACTION = "update the container";

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
    ContainerUpdate update = outdated(report, container);
    String id = update.container().id();
    return planner.plan(planner.graph(), id, Map.of(id, target(report, update)));
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
        ContainerUpdate update = outdated(report, container);
        byId.put(update.container().id(), target(report, update));
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
    Map<String, Target> byName = new LinkedHashMap<>();
    Set<String> ids = new HashSet<>();
    for (String container : containers) {
      ContainerUpdate update = outdated(report, container);
      byName.put(update.container().name(), target(report, update));
      ids.add(update.container().id());
    }
    List<String> order =
        planner.graph().inOrder(ids).stream()
            .map(id -> report.find(id).orElseThrow().container().name())
            .toList();
    List<UpdateRecord> records = new ArrayList<>();
    for (String name : order) {
      Target target = byName.get(name);
      if (target == null) {
        continue; // it was updated together with one that it needs
      }
      UpdatePlan plan = planNow(name, byName);
      accept(plan, losses);
      UpdateRecord record = updater.apply(plan, options, context);
      records.add(record);
      if (record.state() == UpdateState.ROLLED_BACK) {
        break;
      }
      plan.members().stream().map(MemberPlan::name).forEach(byName::remove);
    }
    return records;
  }

  /** Ids change with every update: the plan is made of what is there at its turn. */
  private UpdatePlan planNow(String name, Map<String, Target> byName) {
    ContainerGraph graph = planner.graph();
    Map<String, Target> targets = new LinkedHashMap<>();
    byName.forEach((other, target) ->
        graph.find(other).ifPresent(c -> targets.put(c.path("Id").asText(), target)));
    String id =
        graph
            .find(name)
            .orElseThrow(
                () -> new FailureException(new Failure.NotFound(ACTION, name, "it is not there")))
            .path("Id")
            .asText();
    return planner.plan(graph, id, targets);
  }

  private static void accept(UpdatePlan plan, boolean losses) {
    if (!losses && !plan.irreversible().isEmpty()) {
      throw new FailureException(
          new Failure.Conflict(
              ACTION, plan.first().name(), String.join("; ", plan.irreversible()), List.of()));
    }
  }

  private static ContainerUpdate outdated(CheckReport report, String container) {
    ContainerUpdate update =
        report
            .find(container)
            .orElseThrow(() ->
                new FailureException(
                    new Failure.NotFound(
                        ACTION, container, "no running container has this name or id")));
    if (update.verdict().status() != Status.OUTDATED) {
      throw new FailureException(
          new Failure.Conflict(
              ACTION,
              container,
              "it is " + update.verdict().status().wire() + ": " + update.verdict().detail(),
              List.of()));
    }
    return update;
  }

  private static Target target(CheckReport report, ContainerUpdate update) {
    boolean here = update.verdict().reason() == Verdict.Reason.RESTART;
    Map<String, ImageGroup> groups =
        report.groups().stream()
            .collect(Collectors.toMap(g -> g.image().toString(), group -> group));
    ImageGroup group = groups.get(update.container().image().toString());
    return new Target(
        update.container().image(),
        here || group == null ? null : group.remoteDigest().orElseThrow());
  }
}
