package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A container of an update.
 *
 * @param target what it is brought to; null for one that is made again only because it needs
 *     another
 * @param inspect all that the engine says of it
 */
public record MemberPlan(@Nullable Target target, ObjectNode inspect, CreateSpec spec) {
  /** Its id. */
  public String id() {
    return inspect.path("Id").asText();
  }

  /** Its name. */
  public String name() {
    return inspect.path("Name").asText().replaceFirst("^/", "");
  }

  /** The id of the image that it runs. */
  public String imageId() {
    return inspect.path("Image").asText();
  }

  /** Whether its engine removes it as soon as it stops. */
  public boolean isAutoRemoved() {
    return inspect.path("HostConfig").path("AutoRemove").asBoolean();
  }

  /** The names of the settings that are carried, as the engine calls them. */
  public List<String> carried() {
    List<String> names = new ArrayList<>();
    set(spec.body(), "", names);
    set((ObjectNode) spec.body().path("HostConfig"), "HostConfig.", names);
    return names;
  }

  private static void set(ObjectNode object, String prefix, List<String> names) {
    for (var field : object.properties()) {
      boolean plain =
          Trees.isUnset(field.getValue())
              || (field.getValue().isNumber() && field.getValue().asLong() == 0)
              || (field.getValue().isBoolean() && !field.getValue().asBoolean());
      if (!plain && !field.getKey().equals("HostConfig") && !field.getKey().equals("Image")) {
        names.add(prefix + field.getKey());
      }
    }
  }
}
