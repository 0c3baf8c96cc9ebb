package org.dimdesktop.registry.copy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.MediaTypes;
import org.dimdesktop.registry.Referrer;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * The index of all that refers to a manifest, which clients keep under a tag where the registry
 * does not keep it itself (distribution spec 1.1, "Referrers Tag Schema").
 */
final class ReferrersTag {
  private final RegistryClient client;
  private final ImageReference tag;

  ReferrersTag(RegistryClient client, ImageReference repository, Digest subject) {
    this.client = client;
    this.tag = repository.withTag(Referrer.tag(subject));
  }

  /** Adds a manifest to the index, unless it is in there already. */
  void add(Manifest referrer) {
    ObjectNode index = present();
    ArrayNode entries = index.withArrayProperty("manifests");
    String digest = referrer.descriptor().digest().toString();
    for (JsonNode entry : entries) {
      if (entry.path("digest").asText().equals(digest)) {
        return;
      }
    }
    entries.add(entry(referrer));
    byte[] raw = index.toString().getBytes(StandardCharsets.UTF_8);
    var _ =
        client
            .writer()
            .put(tag, Manifest.read(raw, MediaTypes.OCI_INDEX, null, "write", tag.toString()));
  }

  private ObjectNode present() {
    try {
      if (client.manifest(tag).json() instanceof ObjectNode index) {
        return index;
      }
    } catch (FailureException e) {
      if (!(e.failure() instanceof Failure.NotFound)) {
        throw e;
      }
    }
    ObjectNode index = JsonNodeFactory.instance.objectNode();
    index.put("schemaVersion", 2).put("mediaType", MediaTypes.OCI_INDEX).putArray("manifests");
    return index;
  }

  private static ObjectNode entry(Manifest referrer) {
    Descriptor descriptor = referrer.descriptor();
    ObjectNode entry = JsonNodeFactory.instance.objectNode();
    entry.put("mediaType", descriptor.mediaType());
    entry.put("digest", descriptor.digest().toString());
    entry.put("size", descriptor.size());
    referrer
        .artifactType()
        .or(() -> referrer.config().map(Descriptor::mediaType))
        .ifPresent(type -> entry.put("artifactType", type));
    if (!referrer.annotations().isEmpty()) {
      ObjectNode annotations = entry.putObject("annotations");
      referrer.annotations().forEach(annotations::put);
    }
    return entry;
  }
}
