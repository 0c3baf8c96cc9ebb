package org.dimdesktop.engine.container;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads the engine's JSON about containers; what is missing becomes empty. */
final class ContainerJson {
  private ContainerJson() {}

  /** An item of {@code GET /containers/json}. */
  static ContainerSummary ofList(JsonNode item) {
    String status = item.path("Status").asText();
    List<String> networks = new ArrayList<>();
    item.path("NetworkSettings").path("Networks").fieldNames().forEachRemaining(networks::add);
    return new ContainerSummary(
        item.path("Id").asText(),
        names(item.path("Names")),
        item.path("Image").asText(),
        item.path("ImageID").asText(),
        item.path("Command").asText(),
        Instant.ofEpochSecond(item.path("Created").asLong()),
        ContainerStatus.of(item.path("State").asText()),
        status,
        health(status),
        ports(item.path("Ports")),
        labels(item.path("Labels")),
        networks);
  }

  /** The own name first; the names by which links know it hold a second slash. */
  private static List<String> names(JsonNode array) {
    List<String> own = new ArrayList<>(1);
    List<String> links = new ArrayList<>(0);
    for (JsonNode name : array) {
      String text = name.asText();
      String plain = text.startsWith("/") ? text.substring(1) : text;
      (plain.indexOf('/') < 0 ? own : links).add(plain);
    }
    own.addAll(links);
    return own;
  }

  /** A list tells the health only inside of the status' words. */
  private static Health health(String status) {
    if (status.contains("(healthy)")) {
      return Health.HEALTHY;
    }
    if (status.contains("(unhealthy)")) {
      return Health.UNHEALTHY;
    }
    return status.contains("(health: starting)") ? Health.STARTING : Health.NONE;
  }

  private static List<PortMapping> ports(JsonNode array) {
    List<PortMapping> ports = new ArrayList<>(array.size());
    for (JsonNode port : array) {
      ports.add(
          new PortMapping(
              port.path("IP").asText(""),
              port.path("PrivatePort").asInt(),
              port.path("PublicPort").asInt(),
              port.path("Type").asText("tcp")));
    }
    return ports;
  }

  private static Map<String, String> labels(JsonNode object) {
    Map<String, String> labels = new LinkedHashMap<>();
    object.properties().forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    return labels;
  }
}
