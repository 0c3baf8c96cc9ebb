package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.util.List;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Waits;
import org.dimdesktop.updates.plan.Join;

/** Makes the new containers of an update, and the stand-ins of those that vanish. */
final class NewContainers {
  private static final List<String> NAMESPACES = List.of("NetworkMode", "IpcMode", "PidMode");
  private static final String SHARED = "container:";
  private static final String COMPOSE_IMAGE = "com.docker.compose.image";

  private final Engine engine;
  private final NewImages images;

  NewContainers(Engine engine, NewImages images) {
    this.engine = engine;
    this.images = images;
  }

  /** Makes the new container under its temporary name; it does not run yet. */
  void create(JournalMember member, List<JournalMember> all) {
    ObjectNode body = member.body();
    all.forEach(supplier -> supplier.newId().ifPresent(id -> lead(body, supplier, id)));
    if (member.isTarget()) {
      composeImage(body, member.newImageId());
      member.newId(make(member, member.temp(), body));
    } else {
      member.newId(images.ofOldImage(member, () -> make(member, member.temp(), body)));
    }
  }

  /** Makes a container of the old image that takes the old one's place at a rollback; its id. */
  String spare(JournalMember member) {
    return images.ofOldImage(member, () -> make(member, member.parked(), member.body()));
  }

  private String make(JournalMember member, String name, ObjectNode body) {
    String id = engine.raw().create(name, body);
    for (Join join : member.joins()) {
      engine.raw().connect(join.network(), id, join.endpoint());
    }
    for (String network : member.leaves()) {
      engine.raw().disconnect(network, id);
    }
    return id;
  }

  /** Compose makes a container again when this is not the id of the image that it is to have. */
  private static void composeImage(ObjectNode body, String imageId) {
    if (body.path("Labels") instanceof ObjectNode labels && labels.has(COMPOSE_IMAGE)) {
      labels.put(COMPOSE_IMAGE, imageId);
    }
  }

  /** Leads what led to an old container to the new one in its place. */
  private static void lead(ObjectNode body, JournalMember supplier, String newId) {
    ObjectNode host = (ObjectNode) body.path("HostConfig");
    for (String namespace : NAMESPACES) {
      String mode = host.path(namespace).asText("");
      if (mode.startsWith(SHARED) && isNamed(supplier, mode.substring(SHARED.length()))) {
        host.put(namespace, SHARED + newId);
      }
    }
    if (host.path("Links") instanceof ArrayNode links) {
      for (int i = 0; i < links.size(); i++) {
        String[] parts = links.get(i).asText().split(":", 2);
        if (isNamed(supplier, parts[0])) {
          links.set(i, newId + ":" + parts[1]);
        }
      }
    }
  }

  private static boolean isNamed(JournalMember supplier, String idOrName) {
    return supplier.id().equals(idOrName) || supplier.name().equals(idOrName);
  }

  /** Waits until a container that its engine removes is gone. */
  void awaitGone(String id, String name, Duration limit, Duration poll) {
    long end = System.nanoTime() + limit.toNanos();
    while (engine.raw().inspect(id).map(NewContainers::isThere).orElse(false)) {
      if (System.nanoTime() > end) {
        throw new FailureException(
            new Failure.Failed(
                "update", name, "its engine does not remove it although it stopped"));
      }
      Waits.pause(poll, "update", name);
    }
  }

  private static boolean isThere(JsonNode inspect) {
    return !inspect.path("State").path("Status").asText().equals("dead");
  }
}
