package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import org.dimdesktop.engine.container.RawContainers;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Waits;
import org.jspecify.annotations.Nullable;

/** Makes plans. Thread-safe; every method blocks and changes nothing. */
public final class Planner {
  private static final String ACTION = "update the container";

  /** What the containerd store counts for a container that has written nothing: a folder. */
  private static final long EMPTY = 4096;

  private static final String COMPOSE_RESTART = "com.docker.compose.depends_on";

  private final RawContainers containers;
  private final ImageService images;
  private final ImageChanges changes;
  private final Set<String> self;
  private final ExecutorService io;

  /**
   * A planner.
   *
   * @param self ids of containers that must never be updated, because this program runs in them
   */
  public Planner(
      RawContainers containers,
      ImageService images,
      ImageChanges changes,
      Set<String> self,
      ExecutorService io) {
    this.containers = containers;
    this.images = images;
    this.changes = changes;
    this.self = Set.copyOf(self);
    this.io = io;
  }

  /** Which container of the engine needs which, now. */
  public ContainerGraph graph() {
    List<String> ids = new ArrayList<>();
    containers.list(true).forEach(item -> ids.add(item.path("Id").asText()));
    return new ContainerGraph(
        Waits.forEach(io, ids, containers::inspect, "read", "the containers").stream()
            .flatMap(Optional::stream)
            .toList());
  }

  /**
   * Plans the update of one container.
   *
   * @param targets what containers are brought to, by their whole ids; those of them that must be
   *     made again with {@code id} are updated with it
   * @throws FailureException where it cannot be updated: Denied, NotFound
   */
  public UpdatePlan plan(ContainerGraph graph, String id, Map<String, Target> targets) {
    CreateBodies bodies = new CreateBodies(containers.apiVersion(), graph::find);
    List<String> all = graph.madeAgainWith(id);
    List<MemberPlan> members = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    List<String> irreversible = new ArrayList<>();
    for (String one : all) {
      ObjectNode inspect =
          graph
              .find(one)
              .orElseThrow(
                  () -> new FailureException(new Failure.NotFound(ACTION, one, "it is not there")));
      MemberPlan member = member(inspect, targets.get(one), bodies);
      members.add(member);
      member.spec().notes().forEach(note -> warnings.add(member.name() + ": " + note));
      written(member).ifPresent(warnings::add);
      if (member.isAutoRemoved()) {
        irreversible.add(
            member.name()
                + " is removed by its engine when it stops: what it wrote outside of its volumes"
                + " is lost; a rollback makes it again of its settings and its volumes");
      }
    }
    List<String> sentences = new ArrayList<>();
    List<String> restarts = new ArrayList<>();
    for (MemberPlan member : members) {
      dependants(graph, member, all, sentences, restarts);
    }
    Incoming incoming = Incoming.UNKNOWN;
    long bytes = 0;
    for (MemberPlan member : members) {
      if (member.target() != null) {
        Incoming one = changes.of(member, warnings);
        incoming = member.id().equals(id) ? one : incoming;
        bytes += Math.min(one.bytes(), Long.MAX_VALUE - bytes);
      }
    }
    return new UpdatePlan(
        members, sentences, restarts, warnings, irreversible, incoming.changes(), bytes);
  }

  private MemberPlan member(ObjectNode inspect, @Nullable Target target, CreateBodies bodies) {
    String name = inspect.path("Name").asText().replaceFirst("^/", "");
    JsonNode labels = inspect.path("Config").path("Labels");
    if (labels.has("com.docker.swarm.task.id") || labels.has("com.docker.swarm.service.id")) {
      throw denied(name, "it is a task of a swarm service, which the swarm updates itself");
    }
    if (self.contains(inspect.path("Id").asText())) {
      throw denied(name, "this program runs in it; update it from outside");
    }
    return new MemberPlan(target, inspect, bodies.of(inspect, config(inspect)));
  }

  private static FailureException denied(String name, String why) {
    return new FailureException(new Failure.Denied(ACTION, name, why));
  }

  private @Nullable JsonNode config(JsonNode inspect) {
    try {
      return images.inspect(inspect.path("Image").asText()).path("Config");
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return null;
      }
      throw e;
    }
  }

  private Optional<String> written(MemberPlan member) {
    long bytes = containers.writtenBytes(member.id());
    return bytes == 0 || bytes == EMPTY
        ? Optional.empty()
        : Optional.of(
            member.name()
                + ": "
                + bytes
                + " bytes that it wrote outside of its volumes stay in the old container, and go"
                + " with it");
  }

  private static void dependants(
      ContainerGraph graph,
      MemberPlan member,
      List<String> all,
      List<String> sentences,
      List<String> restarts) {
    for (Dependency dependency : graph.dependants(member.id())) {
      ObjectNode consumer = graph.find(dependency.consumer()).orElseThrow();
      boolean madeAgain = all.contains(dependency.consumer());
      sentences.add(
          UpdatePlan.sentence(
              consumer.path("Name").asText().substring(1),
              dependency.kind(),
              member.name(),
              madeAgain && dependency.kind().isById()));
      if (!madeAgain
          && wantsRestart(consumer, member)
          && !restarts.contains(dependency.consumer())) {
        restarts.add(dependency.consumer());
      }
    }
  }

  /** The third part of {@code db:service_healthy:true}. */
  private static boolean wantsRestart(JsonNode consumer, MemberPlan supplier) {
    String service =
        supplier
            .inspect()
            .path("Config")
            .path("Labels")
            .path("com.docker.compose.service")
            .asText();
    for (String entry :
        consumer.path("Config").path("Labels").path(COMPOSE_RESTART).asText("").split(",", -1)) {
      String[] parts = entry.split(":", -1);
      if (parts.length == 3 && parts[0].strip().equals(service) && parts[2].equals("true")) {
        return consumer.path("State").path("Running").asBoolean();
      }
    }
    return false;
  }
}
