package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Set;

/**
 * Takes out of a container's configuration what the engine put in from its image when the container
 * was made, so that the next image's own defaults can take its place. What a person set to the very
 * value of the image cannot be told from a default and is taken for one.
 */
final class ImageDefaults {
  private static final List<String> SCALARS =
      List.of("User", "WorkingDir", "StopSignal", "ArgsEscaped");
  private static final List<String> SETS = List.of("ExposedPorts", "Volumes");
  private static final List<String> HEALTH =
      List.of("Test", "Interval", "Timeout", "StartPeriod", "StartInterval", "Retries");
  private static final String COMPOSE = "com.docker.compose.";

  private ImageDefaults() {}

  /**
   * Subtracts an image's configuration.
   *
   * @param published ports that stay although the image exposes them, because they are published
   */
  static void subtract(ObjectNode config, JsonNode image, Set<String> published) {
    for (String field : SCALARS) {
      if (!Trees.isUnset(config.path(field)) && config.path(field).equals(image.path(field))) {
        config.remove(field);
      }
    }
    for (String field : SETS) {
      for (String key : Trees.keys(image.path(field))) {
        if (config.get(field) instanceof ObjectNode set && !published.contains(key)) {
          set.remove(key);
        }
      }
    }
    environment(config, image);
    labels(config, image);
    command(config, image);
    healthcheck(config, image);
    config.remove("OnBuild"); // the engine takes it for its own builds alone
  }

  private static void environment(ObjectNode config, JsonNode image) {
    List<String> defaults = Trees.texts(image.path("Env"));
    ArrayNode kept = JsonNodeFactory.instance.arrayNode();
    for (JsonNode variable : config.path("Env")) {
      if (!defaults.contains(variable.asText())) {
        kept.add(variable);
      }
    }
    config.set("Env", kept);
  }

  /**
   * Compose knows its containers by labels, which it may have put on the image that it built too.
   */
  private static void labels(ObjectNode config, JsonNode image) {
    if (config.get("Labels") instanceof ObjectNode labels) {
      for (String key : Trees.keys(image.path("Labels"))) {
        if (!key.startsWith(COMPOSE) && labels.path(key).equals(image.path("Labels").path(key))) {
          labels.remove(key);
        }
      }
    }
  }

  private static void command(ObjectNode config, JsonNode image) {
    List<String> entrypoint = Trees.texts(config.path("Entrypoint"));
    List<String> command = Trees.texts(config.path("Cmd"));
    if (!entrypoint.equals(Trees.texts(image.path("Entrypoint")))) {
      if (entrypoint.isEmpty()) {
        // What a person says for "none": without it the engine would take the image's.
        config.putArray("Entrypoint").add("");
      }
      return; // an entrypoint of one's own does away with the image's command
    }
    if (command.equals(Trees.texts(image.path("Cmd")))) {
      config.remove("Entrypoint");
      config.remove("Cmd");
    } else if (!command.isEmpty()) {
      config.remove("Entrypoint");
    }
  }

  private static void healthcheck(ObjectNode config, JsonNode image) {
    JsonNode defaults = image.path("Healthcheck");
    if (!(config.get("Healthcheck") instanceof ObjectNode own) || Trees.isUnset(defaults)) {
      return;
    }
    for (String field : HEALTH) {
      if (own.has(field) && own.path(field).equals(defaults.path(field))) {
        own.remove(field);
      }
    }
    if (own.isEmpty()) {
      config.remove("Healthcheck");
    }
  }
}
