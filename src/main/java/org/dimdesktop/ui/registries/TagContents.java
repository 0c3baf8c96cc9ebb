package org.dimdesktop.ui.registries;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.jspecify.annotations.Nullable;

/**
 * What is inside a tag.
 *
 * @param top the index or manifest that the tag points to
 * @param image the manifest of one platform; the same as {@code top} where there is no index
 * @param config that image's configuration; null for what is not an image
 */
record TagContents(Manifest top, @Nullable Manifest image, @Nullable JsonNode config) {

  /** Reads it from the registry; blocks. */
  static TagContents load(RegistryClient client, ImageReference tag, Platform wanted) {
    Manifest top = client.manifest(tag);
    Manifest image = top;
    if (top.isIndex()) {
      Optional<Descriptor> child =
          top.child(wanted)
              .or(() -> top.children().stream().filter(c -> !c.isAttestation()).findFirst());
      if (child.isEmpty()) {
        return new TagContents(top, null, null);
      }
      image = client.manifest(tag.withDigest(child.get().digest()));
    }
    // An artifact's "configuration" may be anything; an image's is JSON.
    Descriptor config = image.config().filter(c -> c.mediaType().endsWith("json")).orElse(null);
    return new TagContents(top, image, config == null ? null : client.config(tag, config));
  }

  /** The platforms of the index; empty for a single image. */
  List<Platform> platforms() {
    return top.platforms();
  }

  List<Descriptor> layers() {
    return image == null ? List.of() : image.layers();
  }
}
