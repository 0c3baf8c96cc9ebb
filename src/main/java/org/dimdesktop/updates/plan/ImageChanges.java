package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.FailureException;

/**
 * Says what a new image sets otherwise than the one before it, and how much of it is new, before it
 * is pulled.
 */
public final class ImageChanges {
  private static final List<String> FIELDS =
      List.of(
          "User",
          "Env",
          "Entrypoint",
          "Cmd",
          "WorkingDir",
          "ExposedPorts",
          "Volumes",
          "Labels",
          "Healthcheck",
          "StopSignal");

  private final ImageService images;
  private final RegistryClient registries;

  /** Reads old images from the engine, new ones from their registry. */
  public ImageChanges(ImageService images, RegistryClient registries) {
    this.images = images;
    this.registries = registries;
  }

  /** What a member with a target gets; why that is not known is added to the warnings. */
  Incoming of(MemberPlan member, List<String> warnings) {
    try {
      JsonNode old = images.inspect(member.imageId());
      return incoming(Objects.requireNonNull(member.target()), old);
    } catch (FailureException e) {
      warnings.add(
          member.name() + ": what the new image changes is not known: " + e.failure().cause());
      return Incoming.UNKNOWN;
    }
  }

  private Incoming incoming(Target target, JsonNode old) {
    Digest digest = target.digest();
    if (digest == null) {
      JsonNode here = images.inspect(target.image().toString());
      return new Incoming(changes(old, here.path("Config")), 0);
    }
    ImageReference there = target.image().withDigest(digest);
    Manifest manifest = registries.manifest(there);
    if (manifest.isIndex()) {
      Platform platform =
          Platform.of(
              old.path("Os").asText("linux"),
              old.path("Architecture").asText(""),
              old.path("Variant").asText(null));
      manifest =
          registries.manifest(
              there.withDigest(
                  manifest.child(platform).orElseThrow(() -> none(platform)).digest()));
    }
    JsonNode config =
        registries.config(there, manifest.config().orElseThrow(() -> none(Platform.local())));
    return new Incoming(
        changes(old, config.path("config")), newBytes(old, config, manifest.layers()));
  }

  private static List<Change> changes(JsonNode old, JsonNode config) {
    return JsonDiff.of(fields(old.path("Config")), fields(config));
  }

  /** An engine knows a layer by the digest of what is in it, a registry by how it is packed. */
  private static long newBytes(JsonNode old, JsonNode config, List<Descriptor> layers) {
    Set<String> here = new HashSet<>();
    old.path("RootFS").path("Layers").forEach(layer -> here.add(layer.asText()));
    JsonNode contents = config.path("rootfs").path("diff_ids");
    long bytes = 0;
    for (int i = 0; i < layers.size(); i++) {
      if (!here.contains(contents.path(i).asText())) {
        bytes += Math.clamp(layers.get(i).size(), 0, Long.MAX_VALUE - bytes);
      }
    }
    return bytes;
  }

  private static FailureException none(Platform platform) {
    return new FailureException(
        new org.dimdesktop.task.Failure.Unsupported(
            "read", "the new image", "it has nothing for " + platform));
  }

  private static ObjectNode fields(JsonNode config) {
    ObjectNode fields = JsonNodeFactory.instance.objectNode();
    for (String field : FIELDS) {
      if (!Trees.isUnset(config.path(field))) {
        fields.set(field, config.path(field));
      }
    }
    return fields;
  }
}
