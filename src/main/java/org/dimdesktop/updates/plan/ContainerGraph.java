package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dimdesktop.updates.plan.Dependency.Kind;

/** Which container of an engine needs which, at one moment. */
public final class ContainerGraph {
  private static final String PROJECT = "com.docker.compose.project";
  private static final String SERVICE = "com.docker.compose.service";
  private static final String DEPENDS_ON = "com.docker.compose.depends_on";

  private final Map<String, ObjectNode> byId = new LinkedHashMap<>();
  private final List<Dependency> dependencies = new ArrayList<>();

  /** Of what the engine says of each of its containers, stopped ones too. */
  public ContainerGraph(Collection<ObjectNode> inspects) {
    inspects.forEach(inspect -> byId.put(inspect.path("Id").asText(), inspect));
    inspects.forEach(this::read);
  }

  /** A container by its id, 4 first characters of it or more, or its name. */
  public Optional<ObjectNode> find(String idOrName) {
    ObjectNode exact = byId.get(idOrName);
    if (exact != null) {
      return Optional.of(exact);
    }
    String name = idOrName.replaceFirst("^/", "");
    return byId.values().stream()
        .filter(c -> c.path("Name").asText().equals("/" + name))
        .findFirst()
        .or(() ->
            byId.values().stream()
                .filter(c -> name.length() >= 4 && c.path("Id").asText().startsWith(name))
                .findFirst());
  }

  /** Who needs this container. */
  public List<Dependency> dependants(String id) {
    return dependencies.stream().filter(d -> d.supplier().equals(id)).toList();
  }

  /** This container and all that must be made again with it, each after those that it needs. */
  public List<String> madeAgainWith(String id) {
    Set<String> all = new LinkedHashSet<>(List.of(id));
    List<String> open = new ArrayList<>(all);
    while (!open.isEmpty()) {
      for (Dependency dependency : dependants(open.removeFirst())) {
        if (dependency.kind().isById() && all.add(dependency.consumer())) {
          open.add(dependency.consumer());
        }
      }
    }
    return inOrder(all);
  }

  /** These containers, each after those of them that it needs; a circle is cut anywhere. */
  public List<String> inOrder(Collection<String> ids) {
    Set<String> ordered = new LinkedHashSet<>();
    ids.forEach(id -> visit(id, ids, ordered, new LinkedHashSet<>()));
    return List.copyOf(ordered);
  }

  private void visit(String id, Collection<String> among, Set<String> done, Set<String> path) {
    if (done.contains(id) || !path.add(id)) {
      return;
    }
    for (Dependency dependency : dependencies) {
      if (dependency.consumer().equals(id)) {
        visit(dependency.supplier(), among, done, path);
      }
    }
    if (among.contains(id)) {
      done.add(id);
    }
  }

  private void read(ObjectNode container) {
    JsonNode host = container.path("HostConfig");
    namespace(container, host.path("NetworkMode"), Kind.NETWORK);
    namespace(container, host.path("IpcMode"), Kind.IPC);
    namespace(container, host.path("PidMode"), Kind.PID);
    Trees.texts(host.path("Links"))
        .forEach(link -> add(container, link.split(":", 2)[0], Kind.LINK));
    Trees.texts(host.path("VolumesFrom"))
        .forEach(from -> add(container, from.split(":", 2)[0], Kind.VOLUMES));
    compose(container);
  }

  private void namespace(ObjectNode container, JsonNode mode, Kind kind) {
    if (mode.asText("").startsWith("container:")) {
      add(container, mode.asText().substring("container:".length()), kind);
    }
  }

  private void add(ObjectNode consumer, String supplier, Kind kind) {
    find(supplier)
        .ifPresent(found ->
            dependencies.add(
                new Dependency(consumer.path("Id").asText(), found.path("Id").asText(), kind)));
  }

  /** {@code db:service_started:false,cache:service_healthy:true}: services of the same project. */
  private void compose(ObjectNode container) {
    JsonNode labels = container.path("Config").path("Labels");
    String project = labels.path(PROJECT).asText("");
    for (String entry : labels.path(DEPENDS_ON).asText("").split(",", -1)) {
      String service = entry.split(":", 2)[0].strip();
      for (ObjectNode other : service.isEmpty() ? List.<ObjectNode>of() : byId.values()) {
        JsonNode theirs = other.path("Config").path("Labels");
        if (theirs.path(PROJECT).asText("").equals(project)
            && theirs.path(SERVICE).asText("").equals(service)) {
          dependencies.add(
              new Dependency(
                  container.path("Id").asText(), other.path("Id").asText(), Kind.COMPOSE));
        }
      }
    }
  }
}
