package org.dimdesktop.updates;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.dimdesktop.updates.plan.Change;
import org.dimdesktop.updates.plan.JsonDiff;

/** Compares what an engine says of two containers, but what it gives each container anew. */
final class Inspects {
  private static final List<String> OWN =
      List.of(
          "Id",
          "Created",
          "ExecIDs",
          "Image",
          "ImageManifestDescriptor",
          "ResolvConfPath",
          "HostnamePath",
          "HostsPath",
          "LogPath",
          "GraphDriver",
          "Storage");
  private static final List<String> OF_ENDPOINT =
      List.of("IPAMConfig", "Links", "Aliases", "DriverOpts", "GwPriority", "DNSNames");

  private Inspects() {}

  static List<Change> differences(ObjectNode before, ObjectNode after) {
    return JsonDiff.of(comparable(before), comparable(after));
  }

  static Set<String> paths(List<Change> changes) {
    return changes.stream().map(Change::path).collect(Collectors.toCollection(TreeSet::new));
  }

  private static ObjectNode comparable(ObjectNode inspect) {
    String id = inspect.path("Id").asText();
    String text = inspect.toString().replace(id, "ID").replace(id.substring(0, 12), "ID");
    ObjectNode tree = UpdateStand.json(text);
    String mac = inspect.path("Config").path("MacAddress").asText();
    tree.remove(OWN);
    JsonNode state = tree.path("State");
    ObjectNode kept = tree.putObject("State");
    kept.put("Running", state.path("Running").asBoolean());
    kept.put("Paused", state.path("Paused").asBoolean());
    networks(tree, mac);
    mounts(tree);
    return tree;
  }

  private static void networks(ObjectNode tree, String mac) {
    JsonNode networks = tree.path("NetworkSettings").path("Networks");
    ArrayNode ports = tree.arrayNode();
    tree.path("NetworkSettings").path("Ports").fieldNames().forEachRemaining(ports::add);
    ObjectNode settings = tree.putObject("NetworkSettings");
    settings.set("Ports", ports);
    networks
        .properties()
        .forEach(entry -> {
          ObjectNode endpoint = settings.putObject(entry.getKey());
          OF_ENDPOINT.forEach(f -> endpoint.set(f, entry.getValue().path(f).deepCopy()));
          if (entry.getValue().path("MacAddress").asText().equals(mac)) {
            endpoint.put("MacAddress", mac);
          }
          JsonNode address = entry.getValue().path("IPAMConfig").path("IPv4Address");
          if (!address.isMissingNode()) {
            endpoint.set("IPAddress", entry.getValue().path("IPAddress"));
          }
        });
  }

  private static void mounts(ObjectNode tree) {
    List<JsonNode> mounts = new ArrayList<>();
    tree.path("Mounts").forEach(mounts::add);
    mounts.sort(Comparator.comparing(mount -> mount.path("Destination").asText()));
    // How a volume was asked for, not what it is: the mode is empty or "z".
    mounts.forEach(mount -> {
      if (mount.path("Type").asText().equals("volume")) {
        ((ObjectNode) mount).remove("Mode");
      }
    });
    ArrayNode sorted = tree.putArray("Mounts");
    mounts.forEach(sorted::add);
  }
}
