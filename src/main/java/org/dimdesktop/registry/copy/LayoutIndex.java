package org.dimdesktop.registry.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** The {@code index.json} of an OCI layout: which names stand for what. */
final class LayoutIndex {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REF_NAME = "org.opencontainers.image.ref.name";
  private static final String IMAGE_NAME = "io.containerd.image.name";

  private final ObjectNode tree;
  private final String subject;

  private LayoutIndex(ObjectNode tree, String subject) {
    this.tree = tree;
    this.subject = subject;
  }

  static LayoutIndex empty(String subject) {
    ObjectNode tree = JSON.createObjectNode();
    tree.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX).putArray("manifests");
    return new LayoutIndex(tree, subject);
  }

  static LayoutIndex read(byte[] json, String subject) {
    try {
      if (JSON.readTree(json) instanceof ObjectNode tree) {
        return new LayoutIndex(tree, subject);
      }
    } catch (IOException _) {
      // Said below.
    }
    throw new FailureException(
        new Failure.Broken("read", subject, "its index.json is not a JSON object"));
  }

  byte[] bytes() {
    return tree.toString().getBytes(java.nio.charset.StandardCharsets.UTF_8);
  }

  /**
   * What a name stands for.
   *
   * @param name a tag or a whole reference; null where there is one image only
   */
  Descriptor find(@Nullable String name) {
    List<JsonNode> found = new ArrayList<>();
    List<String> names = new ArrayList<>();
    for (JsonNode entry : tree.path("manifests")) {
      JsonNode annotations = entry.path("annotations");
      String tag = annotations.path(REF_NAME).asText("");
      names.add(tag);
      if (name == null || tag.equals(name) || annotations.path(IMAGE_NAME).asText().equals(name)) {
        found.add(entry);
      }
    }
    if (found.size() == 1) {
      try {
        return Descriptor.parse(found.getFirst());
      } catch (IllegalArgumentException e) {
        throw new FailureException(
            new Failure.Broken("read", subject, String.valueOf(e.getMessage())), e);
      }
    }
    if (found.isEmpty()) {
      throw new FailureException(
          new Failure.NotFound("read", subject, "there is no such image; there is: " + names));
    }
    throw new FailureException(
        new Failure.Invalid("read", subject, "say which image: " + names, null));
  }

  /** Lets a name stand for a manifest from now on; without a name it is one more entry. */
  void set(@Nullable String tag, Descriptor manifest) {
    ArrayNode entries = tree.withArrayProperty("manifests");
    for (int i = entries.size() - 1; i >= 0; i--) {
      String name = entries.get(i).path("annotations").path(REF_NAME).asText("");
      String digest = entries.get(i).path("digest").asText("");
      boolean same = name.isEmpty() && digest.equals(manifest.digest().toString());
      if (tag == null ? same : name.equals(tag)) {
        entries.remove(i);
      }
    }
    ObjectNode entry = entries.addObject();
    entry.put("mediaType", manifest.mediaType());
    entry.put("digest", manifest.digest().toString());
    entry.put("size", manifest.size());
    if (tag != null) {
      entry.putObject("annotations").put(REF_NAME, tag);
    }
  }

  /** The digest that a name stands for, or null. */
  @Nullable Digest digest(@Nullable String name) {
    try {
      return find(name).digest();
    } catch (FailureException _) {
      return null;
    }
  }
}
