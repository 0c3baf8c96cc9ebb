package org.dimdesktop.registry.compare;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.copy.ImageInspection;
import org.dimdesktop.registry.copy.RegistrySource;

/**
 * One side of a comparison.
 *
 * @param top the index or manifest that the name stands for
 * @param image the manifest of the platform's image
 * @param config its configuration; empty where it is not JSON
 */
public record ComparedImage(
    ImageReference reference, Manifest top, Manifest image, JsonNode config) {

  /**
   * Reads it; blocks.
   *
   * @throws org.dimdesktop.task.FailureException NotFound where an index lacks the platform
   */
  static ComparedImage read(RegistryClient client, ImageReference reference, Platform platform) {
    ImageInspection found =
        new ImageInspection(new RegistrySource(client, reference), platform, reference.familiar());
    return new ComparedImage(reference, found.top(), found.image(), found.configTree());
  }

  /** Bytes of the configuration and all layers, as they are transferred. */
  public long size() {
    return image.contentSize();
  }

  /** Its layers, lowest first, with what made them where the history says so. */
  List<Layer> layers() {
    List<String> commands = new ArrayList<>();
    for (JsonNode step : config.path("history")) {
      if (!step.path("empty_layer").asBoolean(false)) {
        commands.add(step.path("created_by").asText(""));
      }
    }
    JsonNode contents = config.path("rootfs").path("diff_ids");
    List<Descriptor> blobs = image.layers();
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < blobs.size(); i++) {
      String content = contents.size() == blobs.size() ? contents.path(i).asText("") : "";
      layers.add(
          new Layer(
              blobs.get(i).digest(),
              content.isEmpty() ? blobs.get(i).digest().toString() : content,
              blobs.get(i).size(),
              commands.size() == blobs.size() ? commands.get(i) : ""));
    }
    return layers;
  }
}
