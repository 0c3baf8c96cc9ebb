package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Carries what was configured of a container's networks, and nothing that the engine assigned: an
 * address or a MAC address that was assigned would collide with the one of the container that still
 * runs, or with a third one's later.
 */
final class Endpoints {
  /** From this API version on, create takes every network at once, with a MAC address each. */
  static final int ALL_AT_ONCE = 44;

  /** Up to this API version (engine 27) an assigned MAC address is made of the IPv4 address. */
  private static final int MAC_OF_ADDRESS = 47;

  private static final List<String> CONFIGURED =
      List.of("IPAMConfig", "Links", "Aliases", "DriverOpts", "GwPriority");
  private static final Set<String> BUILT_IN = Set.of("default", "bridge", "host", "none", "nat");

  private final JsonNode inspect;
  private final int api;
  private final String mode;
  private final List<Join> joins = new ArrayList<>();
  private final List<String> leaves = new ArrayList<>();

  Endpoints(JsonNode inspect, int api) {
    this.inspect = inspect;
    this.api = api;
    String named = inspect.path("HostConfig").path("NetworkMode").asText("default");
    this.mode = named.equals("default") ? "bridge" : named;
  }

  /** Puts the networks into a create body, as far as its engine takes them there. */
  void into(ObjectNode body) {
    String mac = body.path("MacAddress").asText("");
    if (api >= ALL_AT_ONCE) {
      body.remove("MacAddress"); // it belongs to the network from then on
    }
    if (mode.equals("host") || mode.equals("none") || mode.startsWith("container:")) {
      return;
    }
    ObjectNode config = JsonNodeFactory.instance.objectNode();
    boolean inMain = false;
    for (var network : inspect.path("NetworkSettings").path("Networks").properties()) {
      boolean main = isMain(network.getKey(), network.getValue());
      inMain |= main;
      ObjectNode endpoint = endpoint(network.getKey(), network.getValue(), main ? mac : "");
      if (main || api >= ALL_AT_ONCE) {
        if (!(main && endpoint.isEmpty())) {
          config.set(network.getKey(), endpoint);
        }
      } else {
        joins.add(new Join(network.getKey(), endpoint));
      }
    }
    if (!inMain) {
      leaves.add(mode); // it was taken off the network that it was made with
    }
    if (!config.isEmpty()) {
      body.putObject("NetworkingConfig").set("EndpointsConfig", config);
    }
  }

  List<Join> joins() {
    return joins;
  }

  List<String> leaves() {
    return leaves;
  }

  private boolean isMain(String name, JsonNode endpoint) {
    return name.equals(mode) || endpoint.path("NetworkID").asText("").equals(mode);
  }

  private ObjectNode endpoint(String network, JsonNode from, String mac) {
    ObjectNode endpoint = JsonNodeFactory.instance.objectNode();
    for (String field : CONFIGURED) {
      JsonNode value = from.path(field);
      if (!Trees.isUnset(value) && !(value.isNumber() && value.asInt() == 0)) {
        endpoint.set(field, value.deepCopy());
      }
    }
    aliases(network, endpoint);
    String configured = mac.isEmpty() ? configuredMac(from) : mac;
    if (!configured.isEmpty() && api >= ALL_AT_ONCE) {
      endpoint.put("MacAddress", configured);
    }
    return endpoint;
  }

  /** Engines before 25 list the short id as an alias; 25 the host name, too; later ones neither. */
  private void aliases(String network, ObjectNode endpoint) {
    if (!(endpoint.get("Aliases") instanceof ArrayNode aliases)) {
      return;
    }
    String id = inspect.path("Id").asText();
    String hostname = inspect.path("Config").path("Hostname").asText();
    for (int i = aliases.size() - 1; i >= 0; i--) {
      String alias = aliases.get(i).asText();
      if ((id.startsWith(alias) && alias.length() == CreateBodies.SHORT_ID)
          || (api == ALL_AT_ONCE && alias.equals(hostname))) {
        aliases.remove(i);
      }
    }
    if (aliases.isEmpty() || BUILT_IN.contains(network)) {
      endpoint.remove("Aliases");
    }
  }

  /**
   * The MAC address of a network other than the first, where it can be told from an assigned one.
   */
  private String configuredMac(JsonNode endpoint) {
    String mac = endpoint.path("MacAddress").asText("");
    String address = endpoint.path("IPAddress").asText("");
    if (api < ALL_AT_ONCE || api > MAC_OF_ADDRESS || mac.isEmpty() || address.isEmpty()) {
      return "";
    }
    StringBuilder assigned = new StringBuilder("02:42");
    for (String part : address.split("\\.", -1)) {
      assigned.append(String.format(Locale.ROOT, ":%02x", Integer.parseInt(part)));
    }
    return mac.contentEquals(assigned) ? "" : mac;
  }
}
