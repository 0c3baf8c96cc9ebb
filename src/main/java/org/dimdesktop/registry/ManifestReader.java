package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.security.MessageDigest;
import java.util.Set;
import org.dimdesktop.model.Digest;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** Decides what the bytes of a manifest are, and that they are those that were asked for. */
final class ManifestReader {
  /** Types that say nothing: what some registries send for whatever they store. */
  private static final Set<String> VAGUE =
      Set.of("", "application/json", "application/octet-stream", "text/plain");

  private static final int MAX_WORDS = 200;

  private final String subject;
  private final String action;

  ManifestReader(String action, String subject) {
    this.subject = subject;
    this.action = action;
  }

  /** Reads a registry's answer; {@code wanted} is null where a tag was asked for. */
  Manifest read(Reply reply, @Nullable Digest wanted) {
    String header = reply.header("Docker-Content-Digest").strip();
    Digest said = Digest.isDigest(header) ? Digest.parse(header) : null;
    return read(reply.body(), reply.header("Content-Type"), wanted == null ? said : wanted);
  }

  /** Reads bytes that are said to be of this type and, unless null, to have this digest. */
  Manifest read(byte[] raw, String contentType, @Nullable Digest wanted) {
    Digest digest = verify(raw, wanted);
    JsonNode json = Reply.json(raw, action, subject);
    String type = type(MediaTypes.bare(contentType), json);
    Manifest manifest = new Manifest(Descriptor.of(type, digest, raw.length), raw, json);
    try {
      var _ = manifest.children();
      var _ = manifest.subject();
      var _ = manifest.contentSize();
    } catch (IllegalArgumentException e) {
      String why = String.valueOf(e.getMessage());
      throw broken(
          "the manifest is malformed: "
              + (why.length() > MAX_WORDS ? why.substring(0, MAX_WORDS) + "…" : why));
    } catch (ArithmeticException _) {
      throw broken("the manifest is malformed: its sizes are too large to be true");
    }
    return manifest;
  }

  private Digest verify(byte[] raw, @Nullable Digest wanted) {
    String algorithm = wanted == null ? "sha256" : wanted.algorithm();
    MessageDigest hash = Hashing.of(algorithm, action, subject);
    hash.update(raw);
    Digest actual = Hashing.finish(algorithm, hash);
    if (wanted != null && !wanted.equals(actual)) {
      throw broken("what was sent is not what was asked for: its digest is " + actual);
    }
    return actual;
  }

  private String type(String header, JsonNode json) {
    String body = json.path("mediaType").asText("");
    if (MediaTypes.isSchema1(header)
        || MediaTypes.isSchema1(body)
        || json.path("schemaVersion").asInt(2) == 1) {
      throw new FailureException(
          new Failure.Unsupported(
              action,
              subject,
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
              subject,
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
    return new FailureException(new Failure.Broken(action, subject, why));
  }
}
