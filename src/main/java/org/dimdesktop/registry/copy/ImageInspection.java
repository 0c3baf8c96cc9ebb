package org.dimdesktop.registry.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** What can be told of an image without its layers: the fields that skopeo's inspect has. */
public final class ImageInspection {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final int MAX_CONFIG = 16 << 20;

  private final ImageSource source;
  private final String subject;
  private final Manifest top;
  private final Manifest image;

  /** Reads the manifests; blocks. */
  public ImageInspection(ImageSource source, Platform platform, String subject) {
    this.source = source;
    this.subject = subject;
    this.top = source.top();
    this.image = CopyPlan.pick(source, top, platform, subject, 0);
  }

  /** What the name stands for: an index or a manifest. */
  public Manifest top() {
    return top;
  }

  /** The manifest of the platform's image. */
  public Manifest image() {
    return image;
  }

  /** The bytes of its configuration; blocks. */
  public byte[] config() {
    Optional<Descriptor> config = image.config();
    if (config.isEmpty()) {
      return "{}".getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }
    try (InputStream in = source.blob(config.get()).open(0)) {
      byte[] bytes = in.readNBytes(MAX_CONFIG + 1);
      if (bytes.length > MAX_CONFIG) {
        throw new FailureException(
            new Failure.Broken("inspect", subject, "its configuration is too large"));
      }
      return bytes;
    } catch (IOException e) {
      throw Disk.failure("inspect", subject, e);
    }
  }

  /** The configuration as a tree; an empty one where it is not JSON, as an artifact's may be. */
  public JsonNode configTree() {
    try {
      JsonNode tree = JSON.readTree(config());
      return tree == null || tree.isMissingNode() ? JSON.createObjectNode() : tree;
    } catch (IOException _) {
      return JSON.createObjectNode();
    }
  }

  /**
   * All of it.
   *
   * @param name the repository's full name, or the empty text
   * @param tags the tags of the repository
   */
  public ObjectNode json(String name, Iterable<String> tags) {
    JsonNode config = configTree();
    ObjectNode json = JsonNodeFactory.instance.objectNode();
    if (!name.isEmpty()) {
      json.put("Name", name);
    }
    json.put("Digest", top.descriptor().digest().toString());
    if (top.isIndex()) {
      json.put("ImageDigest", image.descriptor().digest().toString());
    }
    ArrayNode repoTags = json.putArray("RepoTags");
    tags.forEach(repoTags::add);
    json.set("Created", orNull(config.path("created")));
    json.put("DockerVersion", config.path("docker_version").asText(""));
    json.set("Labels", orNull(config.path("config").path("Labels")));
    json.put("Architecture", config.path("architecture").asText(""));
    json.put("Os", config.path("os").asText(""));
    layers(json);
    json.set("Env", orNull(config.path("config").path("Env")));
    return json;
  }

  private void layers(ObjectNode json) {
    ArrayNode digests = json.putArray("Layers");
    ArrayNode data = json.putArray("LayersData");
    for (JsonNode layer : image.json().path("layers")) {
      digests.add(layer.path("digest").asText());
      ObjectNode entry = data.addObject();
      entry.put("MIMEType", layer.path("mediaType").asText());
      entry.put("Digest", layer.path("digest").asText());
      entry.put("Size", layer.path("size").asLong());
      entry.set("Annotations", orNull(layer.path("annotations")));
    }
  }

  private static JsonNode orNull(JsonNode value) {
    return value.isMissingNode() ? JsonNodeFactory.instance.nullNode() : value;
  }
}
