package org.dimdesktop.registry.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One setting of two images' configurations.
 *
 * @param name of a variable, a label, a port, or of the setting itself
 * @param left the first image's value, or null where it has none
 */
public record ConfigChange(
    Section section,
    String name,
    Difference difference,
    @Nullable String left,
    @Nullable String right) {

  /** What kind of setting it is. */
  public enum Section {
    /** What runs, as whom and where: Entrypoint, Cmd, User and the like. */
    PROCESS,
    ENVIRONMENT,
    LABEL,
    PORT,
    VOLUME,
    /** What the image is: platform, author, when it was made. */
    IMAGE
  }

  private record Key(Section section, String name) {}

  private static final List<String> IMAGE_FIELDS =
      List.of("os", "os.version", "architecture", "variant", "author", "created");

  /** Every setting that one of two configurations has, in the first's order. */
  static List<ConfigChange> of(JsonNode left, JsonNode right) {
    Map<Key, String> before = flat(left);
    Map<Key, String> now = flat(right);
    Map<Key, String> all = new LinkedHashMap<>(before);
    now.forEach(all::putIfAbsent);
    List<ConfigChange> changes = new ArrayList<>();
    for (Section section : Section.values()) {
      for (Key key : all.keySet()) {
        if (key.section() == section) {
          String a = before.get(key);
          String b = now.get(key);
          changes.add(new ConfigChange(section, key.name(), Difference.of(a, b), a, b));
        }
      }
    }
    return List.copyOf(changes);
  }

  private static Map<Key, String> flat(JsonNode config) {
    Map<Key, String> flat = new LinkedHashMap<>();
    config
        .path("config")
        .properties()
        .forEach(entry -> {
          JsonNode value = entry.getValue();
          switch (entry.getKey()) {
            case "Env" ->
                value.forEach(variable -> {
                  String[] parts = variable.asText().split("=", 2);
                  flat.put(
                      new Key(Section.ENVIRONMENT, parts[0]), parts.length > 1 ? parts[1] : "");
                });
            case "Labels" ->
                value
                    .properties()
                    .forEach(label -> {
                      flat.put(new Key(Section.LABEL, label.getKey()), label.getValue().asText());
                    });
            case "ExposedPorts" ->
                value.fieldNames().forEachRemaining(p -> flat.put(new Key(Section.PORT, p), ""));
            case "Volumes" ->
                value.fieldNames().forEachRemaining(v -> flat.put(new Key(Section.VOLUME, v), ""));
            default -> put(flat, new Key(Section.PROCESS, entry.getKey()), value);
          }
        });
    IMAGE_FIELDS.forEach(name -> put(flat, new Key(Section.IMAGE, name), config.path(name)));
    return flat;
  }

  /** What is empty is as good as not there: builders differ in whether they write it. */
  private static void put(Map<Key, String> flat, Key key, JsonNode value) {
    boolean empty =
        value.isMissingNode()
            || value.isNull()
            || (value.isContainerNode() && value.isEmpty())
            || (value.isBoolean() && !value.asBoolean())
            || (value.isTextual() && value.asText().isEmpty());
    if (!empty) {
      flat.put(key, value.isValueNode() ? value.asText() : value.toString());
    }
  }
}
