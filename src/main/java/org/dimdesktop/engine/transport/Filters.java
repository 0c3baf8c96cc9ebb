package org.dimdesktop.engine.transport;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The {@code filters} parameter of the engine's lists. */
public final class Filters {
  private Filters() {}

  /** One filter with its values, as the JSON that the parameter holds. */
  public static String of(String name, String... values) {
    ObjectNode root = JsonNodeFactory.instance.objectNode();
    ObjectNode set = root.putObject(name);
    for (String value : values) {
      set.put(value, true);
    }
    return root.toString();
  }
}
