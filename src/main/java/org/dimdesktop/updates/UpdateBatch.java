package org.dimdesktop.updates;

import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.Updater;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.plan.ContainerGraph;
import org.dimdesktop.updates.plan.Dependency;
import org.dimdesktop.updates.plan.MemberPlan;
import org.dimdesktop.updates.plan.Planner;
import org.dimdesktop.updates.plan.Target;
import org.dimdesktop.updates.plan.UpdatePlan;

/** Several containers that are brought forward, each after those that it needs. */
final class UpdateBatch {
  private final Planner planner;
  private final Updater updater;

  /** What is still to be done; ids change with every update, names do not. */
  private final Map<String, Target> open = new LinkedHashMap<>();

  private final List<String> order;

  /** Who of them needs whom directly, by name. */
  private final Map<String, Set<String>> needs = new LinkedHashMap<>();

  UpdateBatch(Planner planner, Updater updater, CheckReport report, Collection<String> containers) {
    this.planner = planner;
    this.updater = updater;
    Map<String, String> names = new LinkedHashMap<>();
    for (String container : containers) {
      ContainerUpdate update = Targets.outdated(report, container);
      open.put(update.container().name(), Targets.of(report, update));
      names.put(update.container().id(), update.container().name());
    }
    ContainerGraph graph = planner.graph();
    order = graph.inOrder(names.keySet()).stream().map(names::get).toList();
    names.forEach((id, name) -> {
      for (Dependency dependency : graph.dependants(id)) {
        String consumer = names.get(dependency.consumer());
        if (consumer != null) {
          needs.computeIfAbsent(consumer, _ -> new HashSet<>()).add(name);
        }
      }
    });
  }

  /** The names, each after those that it needs. */
  List<String> order() {
    return order;
  }

  /** One of those that a container needs, which is among these. */
  Optional<String> needed(String name, Set<String> among) {
    return needs.getOrDefault(name, Set.of()).stream().filter(among::contains).findFirst();
  }

  /** Updates one; empty where it was updated together with one that it needs. */
  Optional<UpdateRecord> take(
      String name, boolean losses, UpdateOptions options, OperationContext context) {
    if (!open.containsKey(name)) {
      return Optional.empty();
    }
    UpdatePlan plan = planNow(name);
    if (!losses && !plan.irreversible().isEmpty()) {
      throw new FailureException(
          new Failure.Conflict(
              Targets.ACTION,
              plan.first().name(),
              String.join("; ", plan.irreversible()),
              plan.irreversible()));
    }
    UpdateRecord record = updater.apply(plan, options, context);
    plan.members().stream().map(MemberPlan::name).forEach(open::remove);
    return Optional.of(record);
  }

  /** The plan is made of what is there at its turn. */
  private UpdatePlan planNow(String name) {
    ContainerGraph graph = planner.graph();
    Map<String, Target> targets = new LinkedHashMap<>();
    open.forEach((other, target) ->
        graph.find(other).ifPresent(c -> targets.put(c.path("Id").asText(), target)));
    String id =
        graph
            .find(name)
            .orElseThrow(() ->
                new FailureException(new Failure.NotFound(Targets.ACTION, name, "it is not there")))
            .path("Id")
            .asText();
    return planner.plan(graph, id, targets);
  }
}
