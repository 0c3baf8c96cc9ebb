package org.dimdesktop.ui.registries.details;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.ui.common.BuildStep;
import org.jspecify.annotations.Nullable;

/**
 * What is inside a tag.
 *
 * @param tag its reference
 * @param top the index or manifest that the tag points to
 * @param chosen the entry of the index that is looked into; null where there is no index
 * @param image the manifest of one platform; the same as {@code top} where there is no index
 * @param config that image's configuration; null for what is not an image
 */
record TagContents(
    ImageReference tag,
    Manifest top,
    @Nullable Descriptor chosen,
    @Nullable Manifest image,
    @Nullable JsonNode config) {

  /** A layer, and the step that made it, where the configuration says that. */
  record Layer(int number, Descriptor blob, String step) {}

  /**
   * A step of the history.
   *
   * @param size bytes of its layer; -1 for one that made none
   */
  record Step(int number, Instant created, String text, String comment, long size) {}

  /** Reads it from the registry, for this machine's platform or the first one; blocks. */
  static TagContents load(RegistryClient client, ImageReference tag, ImageReference exact) {
    Manifest top = client.manifest(exact);
    if (!top.isIndex()) {
      return new TagContents(tag, top, null, top, config(client, tag, top));
    }
    Optional<Descriptor> child =
        top.child(Platform.local())
            .or(() -> top.children().stream().filter(c -> !c.isAttestation()).findFirst());
    TagContents index = new TagContents(tag, top, null, null, null);
    return child.isEmpty() ? index : index.of(client, child.get());
  }

  /** The same index with another of its entries; blocks. */
  TagContents of(RegistryClient client, Descriptor child) {
    Manifest one = client.manifest(tag.withDigest(child.digest()));
    return new TagContents(tag, top, child, one, config(client, tag, one));
  }

  /** An artifact's "configuration" may be anything; an image's is JSON. */
  private static @Nullable JsonNode config(RegistryClient client, ImageReference tag, Manifest of) {
    Descriptor config = of.config().filter(c -> c.mediaType().endsWith("json")).orElse(null);
    return config == null ? null : client.config(tag, config);
  }

  /** The layers, lowest first. */
  List<Layer> layers() {
    List<Layer> layers = new ArrayList<>();
    List<String> steps =
        history().stream().filter(step -> step.size() >= 0).map(Step::text).toList();
    for (Descriptor blob : blobs()) {
      int index = layers.size();
      layers.add(new Layer(index + 1, blob, index < steps.size() ? steps.get(index) : ""));
    }
    return layers;
  }

  /** The steps that the image was made in, first to last, with the sizes of their layers. */
  List<Step> history() {
    List<Step> steps = new ArrayList<>();
    if (config == null) {
      return steps;
    }
    List<Descriptor> blobs = blobs();
    int layer = 0;
    for (JsonNode entry : config.path("history")) {
      long size = -1;
      if (!entry.path("empty_layer").asBoolean(false)) {
        size = layer < blobs.size() ? Math.max(0, blobs.get(layer).size()) : 0;
        layer++;
      }
      String comment = entry.path("comment").asText("");
      String text = BuildStep.text(entry.path("created_by").asText(""), comment);
      steps.add(
          new Step(
              steps.size() + 1, moment(entry.path("created").asText("")), text, comment, size));
    }
    return steps;
  }

  private List<Descriptor> blobs() {
    return image == null ? List.of() : image.layers();
  }

  private static Instant moment(String text) {
    try {
      return text.isEmpty() ? Instant.EPOCH : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      return Instant.EPOCH; // which is shown as nothing
    }
  }
}
