package org.dimdesktop.engine.container;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * One container as a list shows it.
 *
 * @param id 64 hex digits
 * @param names its names without the leading slash, the first is its own
 * @param image the name it was made from, or an id where that name is gone
 * @param imageId the id of the image, {@code sha256:…}
 * @param status the engine's words: {@code Up 2 minutes (healthy)}
 */
public record ContainerSummary(
    String id,
    List<String> names,
    String image,
    String imageId,
    String command,
    Instant created,
    ContainerStatus state,
    String status,
    Health health,
    List<PortMapping> ports,
    Map<String, String> labels,
    List<String> networks) {
  public ContainerSummary {
    names = List.copyOf(names);
    ports = List.copyOf(ports);
    labels = Map.copyOf(labels);
    networks = List.copyOf(networks);
  }

  /** The container's own name, or its short id where it has none. */
  public String name() {
    return names.isEmpty() ? shortId() : names.getFirst();
  }

  /** The first 12 digits of the id. */
  public String shortId() {
    return id.length() <= 12 ? id : id.substring(0, 12);
  }

  /** The compose project it belongs to, or empty. */
  public String composeProject() {
    return labels.getOrDefault("com.docker.compose.project", "");
  }

  /** The compose service it is an instance of, or empty. */
  public String composeService() {
    return labels.getOrDefault("com.docker.compose.service", "");
  }
}
