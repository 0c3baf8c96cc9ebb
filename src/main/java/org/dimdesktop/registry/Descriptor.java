package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * What an index or a manifest says of a piece of content (OCI image spec, "Content Descriptors").
 *
 * @param size bytes, or -1 where the registry did not say
 * @param platform the platform of an index entry, where it names one
 */
public record Descriptor(
    String mediaType,
    Digest digest,
    long size,
    @Nullable Platform platform,
    Map<String, String> annotations) {
  private static final String REFERENCE_TYPE = "vnd.docker.reference.type";

  public Descriptor {
    annotations = Map.copyOf(annotations);
  }

  /** A descriptor of which no more is known. */
  public static Descriptor of(String mediaType, Digest digest, long size) {
    return new Descriptor(mediaType, digest, size, null, Map.of());
  }

  /**
   * Reads a descriptor's JSON.
   *
   * @throws IllegalArgumentException when its digest is missing or malformed
   */
  public static Descriptor parse(JsonNode json) {
    return new Descriptor(
        json.path("mediaType").asText(""),
        Digest.parse(json.path("digest").asText("")),
        json.path("size").asLong(-1),
        platform(json.path("platform")),
        annotations(json));
  }

  static Map<String, String> annotations(JsonNode json) {
    Map<String, String> annotations = new TreeMap<>();
    json.path("annotations")
        .properties()
        .forEach(entry -> annotations.put(entry.getKey(), entry.getValue().asText()));
    return annotations;
  }

  private static @Nullable Platform platform(JsonNode json) {
    String os = json.path("os").asText("");
    String architecture = json.path("architecture").asText("");
    return os.isEmpty() || architecture.isEmpty()
        ? null
        : Platform.of(os, architecture, json.path("variant").asText(null));
  }

  /** Says whether this is BuildKit's attestation of another image, which nobody can run. */
  public boolean isAttestation() {
    return "attestation-manifest".equals(annotations.get(REFERENCE_TYPE))
        || (platform != null && platform.os().equals("unknown"));
  }

  /** The platform, where it names one that can be run. */
  public Optional<Platform> runnable() {
    return isAttestation() ? Optional.empty() : Optional.ofNullable(platform);
  }
}
