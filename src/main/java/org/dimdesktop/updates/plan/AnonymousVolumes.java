package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Hands the volumes that nobody named on by the names that the engine gave them. */
final class AnonymousVolumes {
  private AnonymousVolumes() {}

  /**
   * Names them in the settings of the next container.
   *
   * @param fromOthers where volumes of other containers are mounted (volumes-from)
   * @return where they are mounted, each with its name
   */
  static List<String> carry(JsonNode inspect, ObjectNode host, Set<String> fromOthers) {
    Set<String> named = new HashSet<>(fromOthers);
    ArrayNode binds = Trees.array(host, "Binds");
    for (int i = binds.size() - 1; i >= 0; i--) {
      String[] parts = binds.get(i).asText().split(":", -1);
      if (parts.length > 1) {
        named.add(path(parts[1]));
      } else {
        binds.remove(i); // a place without a source: it is named below
      }
    }
    List<String> carried = new ArrayList<>();
    for (JsonNode mount : inspect.path("Mounts")) {
      String name = mount.path("Name").asText("");
      String target = path(mount.path("Destination").asText());
      if (mount.path("Type").asText().equals("volume")
          && !name.isEmpty()
          && !named.contains(target)
          && name(host, mount, name, target)) {
        carried.add(target + " (volume " + name + ")");
      }
    }
    tidy(host);
    return carried;
  }

  /** False where the mount has a name already. */
  private static boolean name(ObjectNode host, JsonNode mount, String name, String target) {
    for (JsonNode known : host.path("Mounts")) {
      if (path(known.path("Target").asText()).equals(target)) {
        if (!Trees.isUnset(known.path("Source"))) {
          return false;
        }
        ((ObjectNode) known).put("Source", name);
        return true;
      }
    }
    ObjectNode added = Trees.array(host, "Mounts").addObject();
    added.put("Type", "volume").put("Source", name).put("Target", target);
    if (!mount.path("RW").asBoolean(true)) {
      added.put("ReadOnly", true);
    }
    return true;
  }

  private static void tidy(ObjectNode host) {
    for (String field : List.of("Binds", "Mounts")) {
      if (host.path(field).isEmpty()) {
        host.putNull(field);
      }
    }
  }

  static String path(String text) {
    return text.length() > 1 && text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
  }
}
