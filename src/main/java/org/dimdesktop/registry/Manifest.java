package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

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

  /**
   * Reads a manifest that came from elsewhere than a registry.
   *
   * @param type the media type it is said to have, or the empty text
   * @param wanted the digest it must have, or null
   * @throws org.dimdesktop.task.FailureException when it is another one, or no manifest at all
   */
  public static Manifest read(
      byte[] raw, String type, @Nullable Digest wanted, String action, String subject) {
    return new ManifestReader(action, subject).read(raw.clone(), type, wanted);
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

  /**
   * What has to be there for an image to be whole: its configuration and layers, each once, without
   * the layers that are to be fetched from elsewhere ({@code urls}).
   */
  public List<Descriptor> content() {
    Set<Digest> seen = new HashSet<>();
    List<Descriptor> content = new ArrayList<>();
    config().filter(c -> seen.add(c.digest())).ifPresent(content::add);
    for (JsonNode layer : json.path("layers")) {
      Descriptor blob = Descriptor.parse(layer);
      if (layer.path("urls").isEmpty() && seen.add(blob.digest())) {
        content.add(blob);
      }
    }
    return List.copyOf(content);
  }

  /** The manifest that this one is about, as a signature is about an image. */
  public Optional<Descriptor> subject() {
    JsonNode subject = json.path("subject");
    return subject.isObject() ? Optional.of(Descriptor.parse(subject)) : Optional.empty();
  }

  /** Its annotations. */
  public Map<String, String> annotations() {
    return Descriptor.annotations(json);
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
      sum = Math.addExact(sum, Math.max(0, layer.size()));
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
