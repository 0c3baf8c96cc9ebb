package org.dimdesktop.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes log lines of what a pull or a push answers with: one for each new word on a layer. */
final class TransferLines {
  private final Map<String, String> last = new HashMap<>();

  /** The line for an item; empty while it only counts on. */
  Optional<String> of(JsonNode item) {
    String status = item.path("status").asText("").strip();
    if (status.isEmpty()) {
      return Optional.empty();
    }
    String id = item.path("id").asText("");
    String kind = status.startsWith("Retrying in ") ? "Retrying" : status; // it counts down
    if (kind.equals(last.put(id, kind))) {
      return Optional.empty();
    }
    return Optional.of(id.isEmpty() ? status : id + ": " + status);
  }
}
