package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.Set;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Decides what the bytes of a manifest are, and that they are those that were asked for. */
final class ManifestReader {
  /** Types that say nothing: what some registries send for whatever they store. */
  private static final Set<String> VAGUE =
      Set.of("", "application/json", "application/octet-stream", "text/plain");

  private final ImageReference reference;
  private final String action;

  ManifestReader(ImageReference reference, String action) {
    this.reference = reference;
    this.action = action;
  }

  Manifest read(Reply reply) {
    Digest digest = verify(reply);
    JsonNode json = reply.json(action, reference.toString());
    String type = type(reply, json);
    Manifest manifest =
        new Manifest(Descriptor.of(type, digest, reply.body().length), reply.body(), json);
    try {
      var _ = manifest.children();
      var _ = manifest.layers();
      var _ = manifest.config();
    } catch (IllegalArgumentException e) {
      throw broken("the manifest is malformed: " + e.getMessage());
    }
    return manifest;
  }

  private Digest verify(Reply reply) {
    String header = reply.header("Docker-Content-Digest").strip();
    Digest wanted = reference.digest();
    if (wanted == null && Digest.isDigest(header)) {
      wanted = Digest.parse(header);
    }
    String algorithm = wanted == null ? "sha256" : wanted.algorithm();
    MessageDigest hash = Hashing.of(algorithm, action, reference.toString());
    hash.update(reply.body());
    Digest actual = Hashing.finish(algorithm, hash);
    if (wanted != null && !wanted.equals(actual)) {
      throw broken("what was sent is not what was asked for: its digest is " + actual);
    }
    return actual;
  }

  private String type(Reply reply, JsonNode json) {
    String header = MediaTypes.bare(reply.header("Content-Type"));
    String body = json.path("mediaType").asText("");
    if (MediaTypes.isSchema1(header)
        || MediaTypes.isSchema1(body)
        || json.path("schemaVersion").asInt(2) == 1) {
      throw new FailureException(
          new Failure.Unsupported(
              action,
              reference.toString(),
              "it is in Docker's old format (schema 1), which Docker itself no longer reads;"
                  + " build or push the image again with a current tool"));
    }
    if (!body.isEmpty() && !VAGUE.contains(header) && !body.equals(header)) {
      throw broken("it is sent as " + header + " but calls itself " + body);
    }
    String type = !body.isEmpty() ? body : VAGUE.contains(header) ? guess(json) : header;
    if (!MediaTypes.isIndex(type) && !MediaTypes.isImage(type)) {
      throw new FailureException(
          new Failure.Unsupported(
              action,
              reference.toString(),
              type.isEmpty() ? "it is no image manifest" : "its format is unknown: " + type));
    }
    return type;
  }

  /** An OCI manifest need not say what it is; its fields do. */
  private static String guess(JsonNode json) {
    if (json.path("manifests").isArray()) {
      return MediaTypes.OCI_INDEX;
    }
    return json.path("layers").isArray() ? MediaTypes.OCI_MANIFEST : "";
  }

  private FailureException broken(String why) {
    return new FailureException(new Failure.Broken(action, reference.toString(), why));
  }
}
