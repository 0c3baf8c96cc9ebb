package org.dimdesktop.updates.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.jspecify.annotations.Nullable;

/**
 * An image of the engine, as one repository knows it.
 *
 * @param digests the digests that the repository has it under, as far as the engine knows
 * @param containerd whether the engine keeps images as registries do, so that the id is a digest
 * @param built when it was built, where it says so
 */
record LocalImage(
    String id,
    List<Digest> digests,
    @Nullable Platform platform,
    boolean containerd,
    Optional<Instant> built) {
  /** What builders write that want the same bytes again says nothing of the time. */
  private static final Instant FIRST = Instant.parse("2000-01-01T00:00:00Z");

  LocalImage {
    digests = List.copyOf(digests);
  }

  /** Reads what the engine says of an image, for one repository. */
  static LocalImage of(JsonNode inspect, ImageReference repository) {
    String id = inspect.path("Id").asText();
    boolean containerd = inspect.path("Descriptor").path("digest").asText("").equals(id);
    List<Digest> digests = new ArrayList<>();
    for (JsonNode named : inspect.path("RepoDigests")) {
      add(digests, named.asText(), repository);
    }
    if (containerd && digests.isEmpty()) {
      digests.add(Digest.parse(id)); // its name was taken by a newer one
    }
    return new LocalImage(
        id, digests, platform(inspect), containerd, time(inspect.path("Created").asText("")));
  }

  /** An image that the engine has no more, of a container that says itself what it runs. */
  static LocalImage ofContainer(RunningContainer container) {
    return new LocalImage(
        container.imageId(),
        List.of(Digest.parse(container.imageId())),
        container.platform(),
        true,
        Optional.empty());
  }

  private static Optional<Instant> time(String created) {
    try {
      return Optional.of(Instant.parse(created)).filter(FIRST::isBefore);
    } catch (DateTimeParseException _) {
      return Optional.empty();
    }
  }

  private static void add(List<Digest> digests, String named, ImageReference repository) {
    try {
      ImageReference reference = ImageReference.parse(named);
      if (reference.name().equals(repository.name()) && reference.digest() != null) {
        digests.add(reference.digest());
      }
    } catch (IllegalArgumentException _) {
      // "<none>@<none>" of an image without a name
    }
  }

  private static @Nullable Platform platform(JsonNode inspect) {
    String os = inspect.path("Os").asText("").toLowerCase(Locale.ROOT);
    String architecture = inspect.path("Architecture").asText("");
    return os.isEmpty() || architecture.isEmpty()
        ? null
        : Platform.of(os, architecture, inspect.path("Variant").asText(null));
  }
}
