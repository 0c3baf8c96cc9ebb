package org.dimdesktop.registry;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * Finds out about tags with few requests: what a digest stands for never changes, so it is looked
 * up once, also where several ask at the same time. Thread-safe; blocks.
 */
public final class TagInspector {
  private static final String CREATED = "org.opencontainers.image.created";
  private static final int STRIPES = 32;

  private final RegistryClient client;
  private final TagCache cache;
  private final List<Semaphore> turns =
      Stream.generate(() -> new Semaphore(1)).limit(STRIPES).toList();

  /** Asks through {@code client} for what {@code cache} does not have. */
  public TagInspector(RegistryClient client, TagCache cache) {
    this.client = client;
    this.cache = cache;
  }

  /** What is known of the image on {@code platform} that a tag has now. */
  public TagInfo inspect(ImageReference tag, Platform platform) {
    return inspect(tag, client.head(tag), platform);
  }

  /**
   * The same for a digest that {@link RegistryClient#head} gave: costs nothing when it was seen
   * before, else two requests, or three for an index.
   */
  public TagInfo inspect(ImageReference tag, Descriptor head, Platform platform) {
    Semaphore turn = turns.get(Math.floorMod(head.digest().hashCode(), STRIPES));
    Interrupts.acquire(turn, "look up", tag.toString());
    try {
      Optional<TagInfo> known = cache.get(head.digest(), platform);
      if (known.isPresent()) {
        return known.get().withTag(tag.manifestReference());
      }
      TagInfo found = find(tag, head.digest(), platform);
      cache.put(platform, found);
      return found;
    } finally {
      turn.release();
    }
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
