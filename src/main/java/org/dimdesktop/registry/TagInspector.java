package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Finds out about tags with few requests: what a digest stands for never changes, so it is kept.
 */
final class TagInspector {
  private static final int MAX_KEPT = 10_000;
  private static final String CREATED = "org.opencontainers.image.created";

  private record Key(String repository, Digest digest, Platform platform) {}

  private final RegistryClient client;
  private final Map<Key, TagInfo> kept = new ConcurrentHashMap<>();

  TagInspector(RegistryClient client) {
    this.client = client;
  }

  TagInfo inspect(ImageReference tag, Descriptor head, Platform platform) {
    Key key = new Key(tag.name(), head.digest(), platform);
    TagInfo known = kept.get(key);
    if (known == null) {
      if (kept.size() >= MAX_KEPT) {
        kept.clear();
      }
      known = find(tag, head.digest(), platform);
      kept.put(key, known);
    }
    return known.withTag(tag.manifestReference());
  }

  private TagInfo find(ImageReference tag, Digest digest, Platform platform) {
    Manifest top = client.manifest(tag.withDigest(digest));
    Manifest image = top;
    if (top.isIndex()) {
      Optional<Descriptor> child =
          top.child(platform)
              .or(() -> top.children().stream().filter(c -> !c.isAttestation()).findFirst());
      if (child.isEmpty()) {
        return info(tag, top, List.of(), -1, null);
      }
      image = client.manifest(tag.withDigest(child.get().digest()));
    }
    JsonNode config = config(tag, image);
    List<Platform> platforms = top.platforms();
    if (platforms.isEmpty()) {
      platforms = platform(config).stream().toList();
    }
    return info(tag, top, platforms, image.contentSize(), created(image, config));
  }

  /** An artifact's config is not an image's, and is left alone. */
  private @Nullable JsonNode config(ImageReference tag, Manifest image) {
    Optional<Descriptor> config = image.config();
    boolean isImage =
        config.isPresent()
            && config.get().mediaType().matches("application/vnd\\.(oci|docker)\\..*image.*json");
    return isImage ? client.config(tag, config.get()) : null;
  }

  private static TagInfo info(
      ImageReference tag,
      Manifest top,
      List<Platform> platforms,
      long size,
      @Nullable Instant created) {
    Descriptor head = top.descriptor();
    return new TagInfo(
        tag.manifestReference(), head.digest(), head.mediaType(), platforms, size, created);
  }

  private static Optional<Platform> platform(@Nullable JsonNode config) {
    if (config == null || config.path("os").asText("").isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        Platform.of(
            config.path("os").asText(),
            config.path("architecture").asText("unknown"),
            config.path("variant").asText(null)));
  }

  private static @Nullable Instant created(Manifest image, @Nullable JsonNode config) {
    String text = config == null ? "" : config.path("created").asText("");
    if (text.isEmpty()) {
      text = image.json().path("annotations").path(CREATED).asText("");
    }
    try {
      return text.isEmpty() ? null : OffsetDateTime.parse(text).toInstant();
    } catch (DateTimeException _) {
      return null;
    }
  }
}
