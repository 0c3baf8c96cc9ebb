package org.dimdesktop.engine;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.image.ImageJson;
import org.dimdesktop.engine.image.ImageSummary;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The last known images of each engine, in files that read as the engine's own list does: an engine
 * with the containerd store takes seconds to list a thousand images. A cache that cannot be read or
 * written only costs that time.
 */
final class ImageCache {
  private static final Logger LOG = LoggerFactory.getLogger(ImageCache.class);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path dir;

  ImageCache(Path dir) {
    this.dir = dir;
  }

  List<ImageSummary> load(EngineEndpoint endpoint) {
    Path file = file(endpoint);
    if (!Files.exists(file)) {
      return List.of();
    }
    try {
      List<ImageSummary> images = new ArrayList<>();
      JSON.readTree(Files.readAllBytes(file)).forEach(item -> images.add(ImageJson.ofList(item)));
      return images;
    } catch (IOException e) {
      LOG.debug("the last known images in {} cannot be read: {}", file, e.toString());
      return List.of();
    }
  }

  /** When the list of an endpoint was saved. */
  Instant savedAt(EngineEndpoint endpoint) {
    try {
      return Files.getLastModifiedTime(file(endpoint)).toInstant();
    } catch (IOException e) {
      return Instant.EPOCH; // there is none
    }
  }

  void save(EngineEndpoint endpoint, List<ImageSummary> images) {
    try {
      Files.createDirectories(dir);
      Path part = Files.createTempFile(dir, "images", ".part");
      ArrayNode list = JSON.createArrayNode();
      images.forEach(image -> list.add(ImageJson.toList(image)));
      Files.write(part, JSON.writeValueAsBytes(list));
      Files.move(
          part,
          file(endpoint),
          StandardCopyOption.ATOMIC_MOVE,
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      LOG.debug("the images of {} cannot be saved: {}", endpoint.name(), e.toString());
    }
  }

  private Path file(EngineEndpoint endpoint) {
    byte[] host = endpoint.host().toString().getBytes(StandardCharsets.UTF_8);
    return dir.resolve("image-list-" + UUID.nameUUIDFromBytes(host) + ".json");
  }
}
