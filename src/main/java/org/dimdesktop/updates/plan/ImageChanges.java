package org.dimdesktop.updates.plan;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Objects;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.task.FailureException;

/** Says what a new image sets otherwise than the one before it, before it is pulled. */
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

  /** The changes for a member with a target; why they are not known is added to the warnings. */
  List<Change> of(MemberPlan member, List<String> warnings) {
    try {
      JsonNode old = images.inspect(member.imageId());
      return JsonDiff.of(
          fields(old.path("Config")), fields(next(Objects.requireNonNull(member.target()), old)));
    } catch (FailureException e) {
      warnings.add(
          member.name() + ": what the new image changes is not known: " + e.failure().cause());
      return List.of();
    }
  }

  private JsonNode next(Target target, JsonNode old) {
    Digest digest = target.digest();
    if (digest == null) {
      return images.inspect(target.image().toString()).path("Config");
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
    return registries
        .config(there, manifest.config().orElseThrow(() -> none(Platform.local())))
        .path("config");
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
