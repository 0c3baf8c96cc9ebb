package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** What the engine's JSON is asked again and again. */
final class Trees {
  private Trees() {}

  /** Null, missing, the empty text, an empty list or object: what the engine takes for not set. */
  static boolean isUnset(JsonNode node) {
    return node.isNull()
        || node.isMissingNode()
        || (node.isTextual() && node.asText().isEmpty())
        || (node.isContainerNode() && node.isEmpty());
  }

  static List<String> texts(JsonNode array) {
    List<String> texts = new ArrayList<>();
    array.forEach(item -> texts.add(item.asText()));
    return texts;
  }

  static List<String> keys(JsonNode object) {
    List<String> keys = new ArrayList<>();
    object.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  /** An object's field as an object, made where it is not there or null. */
  static ObjectNode object(ObjectNode parent, String field) {
    return parent.get(field) instanceof ObjectNode found ? found : parent.putObject(field);
  }

  /** An object's field as a list, made where it is not there or null. */
  static ArrayNode array(ObjectNode parent, String field) {
    return parent.get(field) instanceof ArrayNode found ? found : parent.putArray(field);
  }
}
