package org.dimdesktop.updates.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * A container that runs, and what it was started from.
 *
 * @param image what it was told to run, completed; with the tag {@code latest} where none was given
 * @param imageId what it runs
 * @param manifest the platform's manifest that it runs, where the engine knows (API 1.48,
 *     containerd store)
 * @param platform the platform of that manifest, where the engine tells it
 */
public record RunningContainer(
    String id,
    String name,
    ImageReference image,
    String imageId,
    @Nullable Digest manifest,
    @Nullable Platform platform,
    Map<String, String> labels) {
  /** The label by which a container stays at the image that it runs: {@code true}. */
  public static final String PIN = "org.dimdesktop.updates.pin";

  private static final String BARE_ID = "[0-9a-f]{4,64}";

  public RunningContainer {
    labels = Map.copyOf(labels);
  }

  /** Reads what the engine says of a container; empty when it was started from a bare image id. */
  static Optional<RunningContainer> of(JsonNode inspect) {
    String named = inspect.path("Config").path("Image").asText("");
    String imageId = inspect.path("Image").asText("");
    if (isId(named, imageId)) {
      return Optional.empty();
    }
    JsonNode descriptor = inspect.path("ImageManifestDescriptor");
    String manifest = descriptor.path("digest").asText("");
    Map<String, String> labels = new LinkedHashMap<>();
    inspect
        .path("Config")
        .path("Labels")
        .properties()
        .forEach(label -> labels.put(label.getKey(), label.getValue().asText()));
    try {
      return Optional.of(
          new RunningContainer(
              inspect.path("Id").asText(),
              inspect.path("Name").asText().replaceFirst("^/", ""),
              ImageReference.parse(named).withDefaultTag(),
              imageId,
              Digest.isDigest(manifest) ? Digest.parse(manifest) : null,
              platform(descriptor.path("platform")),
              labels));
    } catch (IllegalArgumentException _) {
      return Optional.empty(); // no name of an image: nothing that a registry could be asked for
    }
  }

  private static boolean isId(String named, String imageId) {
    String hex = imageId.substring(imageId.indexOf(':') + 1);
    return named.startsWith("sha256:") || (named.matches(BARE_ID) && hex.startsWith(named));
  }

  static @Nullable Platform platform(JsonNode json) {
    String os = json.path("os").asText("");
    String architecture = json.path("architecture").asText("");
    return os.isEmpty() || architecture.isEmpty()
        ? null
        : Platform.of(os, architecture, json.path("variant").asText(null));
  }

  /** Whether it names its image by digest, or says by its label that it is to stay. */
  public boolean isPinned() {
    return image.digest() != null || isPinnedByLabel();
  }

  boolean isPinnedByLabel() {
    return "true".equals(labels.get(PIN));
  }
}
