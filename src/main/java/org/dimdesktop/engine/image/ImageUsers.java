package org.dimdesktop.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.EngineResponse;

/** Which containers were made from which image. */
final class ImageUsers {
  private final Map<String, TreeSet<String>> namesByImage = new TreeMap<>();

  /** Asks the engine for all its containers. */
  static ImageUsers read(EngineHttp http, String action, String subject) {
    ImageUsers users = new ImageUsers();
    EngineRequest request =
        EngineRequest.get("containers/json", action, subject).withQuery("all", true);
    try (EngineResponse response = http.execute(request)) {
      for (JsonNode container : response.json()) {
        String id = container.path("Id").asText();
        String name = container.path("Names").path(0).asText(id);
        users
            .namesByImage
            .computeIfAbsent(container.path("ImageID").asText(), image -> new TreeSet<>())
            .add(name.startsWith("/") ? name.substring(1) : name);
      }
    }
    return users;
  }

  /** The names of the containers made from an image, sorted. */
  List<String> of(String imageId) {
    return List.copyOf(namesByImage.getOrDefault(imageId, new TreeSet<>()));
  }
}
