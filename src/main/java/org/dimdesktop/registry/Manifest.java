package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.model.Platform;

/**
 * An index or an image manifest as the registry sent it: the bytes are never written anew, because
 * their digest is the image's name.
 */
public final class Manifest {
  private final Descriptor descriptor;
  private final byte[] raw;
  private final JsonNode json;

  Manifest(Descriptor descriptor, byte[] raw, JsonNode json) {
    this.descriptor = descriptor;
    this.raw = raw;
    this.json = json;
  }

  /** Its media type, verified digest and size. */
  public Descriptor descriptor() {
    return descriptor;
  }

  /** The bytes that were sent. */
  public byte[] raw() {
    return raw.clone();
  }

  /** The same as a tree, for showing. */
  public JsonNode json() {
    return json.deepCopy();
  }

  /** Says whether it lists other manifests. */
  public boolean isIndex() {
    return MediaTypes.isIndex(descriptor.mediaType());
  }

  /** What an index lists, attestations included; empty for an image manifest. */
  public List<Descriptor> children() {
    return descriptors("manifests");
  }

  /** The layers of an image manifest, lowest first; empty for an index. */
  public List<Descriptor> layers() {
    return descriptors("layers");
  }

  /** The configuration of an image manifest. */
  public Optional<Descriptor> config() {
    JsonNode config = json.path("config");
    return config.isObject() ? Optional.of(Descriptor.parse(config)) : Optional.empty();
  }

  /** The platforms that an index names, in its order, without attestations. */
  public List<Platform> platforms() {
    return children().stream().flatMap(child -> child.runnable().stream()).distinct().toList();
  }

  /** What an artifact that is not an image says that it is. */
  public Optional<String> artifactType() {
    String type = json.path("artifactType").asText("");
    return type.isEmpty() ? Optional.empty() : Optional.of(type);
  }

  /**
   * The entry of an index that a machine of this platform would run: the exact one, else for 32-bit
   * ARM the nearest older variant.
   */
  public Optional<Descriptor> child(Platform wanted) {
    return PlatformMatch.best(children(), wanted);
  }

  /** Bytes of the configuration and all layers, as they are stored and transferred. */
  public long contentSize() {
    long sum = config().map(c -> Math.max(0, c.size())).orElse(0L);
    for (Descriptor layer : layers()) {
      sum += Math.max(0, layer.size());
    }
    return sum;
  }

  private List<Descriptor> descriptors(String field) {
    List<Descriptor> list = new ArrayList<>();
    json.path(field).forEach(entry -> list.add(Descriptor.parse(entry)));
    return List.copyOf(list);
  }

  @Override
  public String toString() {
    return "Manifest[" + descriptor.mediaType() + " " + descriptor.digest() + "]";
  }
}
