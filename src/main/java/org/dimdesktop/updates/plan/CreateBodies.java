package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns what the engine says of a container back into what it was made of. It works on the engine's
 * own JSON, so that settings that this program does not know are carried, too.
 */
public final class CreateBodies {
  static final int SHORT_ID = 12;

  private final int api;
  private final Function<String, Optional<ObjectNode>> containers;

  /**
   * For one engine.
   *
   * @param apiVersion that containers are inspected and made with, such as {@code 1.51}
   * @param containers finds what the engine says of another container, by id or name
   */
  public CreateBodies(String apiVersion, Function<String, Optional<ObjectNode>> containers) {
    this.api = Integer.parseInt(apiVersion.substring(apiVersion.indexOf('.') + 1));
    this.containers = containers;
  }

  /**
   * How a container is made again.
   *
   * @param image the configuration of the image that it was made of; null where it is gone, then
   *     everything is carried as if a person had set it
   */
  public CreateSpec of(JsonNode inspect, @Nullable JsonNode image) {
    List<String> notes = new ArrayList<>();
    ObjectNode host = inspect.path("HostConfig").deepCopy();
    String mode = host.path("NetworkMode").asText("");
    ObjectNode body = inspect.path("Config").deepCopy();
    if (image == null) {
      notes.add(
          "the image that it was made of is gone: what came from it is carried as its own setting");
    } else {
      ImageDefaults.subtract(body, image, new HashSet<>(Trees.keys(host.path("PortBindings"))));
    }
    hostname(body, inspect.path("Id").asText(), mode, host.path("UTSMode").asText(""));
    if (mode.startsWith("container:")) {
      body.remove("ExposedPorts"); // they are those of the container whose network it is
    }
    links(host);
    List<String> carried = AnonymousVolumes.carry(inspect, host, fromOthers(host, notes));
    carried.forEach(volume -> notes.add("the volume without a name at " + volume + " gets a name"));
    Endpoints endpoints = new Endpoints(inspect, api);
    endpoints.into(body);
    body.set("HostConfig", host);
    return new CreateSpec(body, endpoints.joins(), endpoints.leaves(), notes);
  }

  private static void hostname(ObjectNode body, String id, String mode, String uts) {
    String hostname = body.path("Hostname").asText("");
    if (hostname.equals(id.substring(0, Math.min(SHORT_ID, id.length())))
        || mode.equals("host")
        || mode.startsWith("container:")
        || !uts.isEmpty()) {
      body.remove("Hostname");
    }
    if (mode.startsWith("container:")) {
      body.remove("Domainname");
    }
  }

  /** {@code /child:/me/alias} becomes {@code /child:alias}, as a person gives it. */
  private static void links(ObjectNode host) {
    if (host.get("Links") instanceof ArrayNode links) {
      for (int i = 0; i < links.size(); i++) {
        String link = links.get(i).asText();
        int colon = link.indexOf(':');
        links.set(
            i,
            link.substring(0, colon + 1).replaceFirst("^/", "")
                + link.substring(link.lastIndexOf('/') + 1));
      }
    }
  }

  private Set<String> fromOthers(ObjectNode host, List<String> notes) {
    Set<String> places = new HashSet<>();
    for (String from : Trees.texts(host.path("VolumesFrom"))) {
      String name = from.split(":", 2)[0];
      Optional<ObjectNode> other = containers.apply(name);
      if (other.isEmpty()) {
        notes.add("the container " + name + " whose volumes it uses is gone");
      }
      other.ifPresent(found ->
          found
              .path("Mounts")
              .forEach(
                  mount -> places.add(AnonymousVolumes.path(mount.path("Destination").asText()))));
    }
    return places;
  }
}
