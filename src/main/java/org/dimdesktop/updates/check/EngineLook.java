package org.dimdesktop.updates.check;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import org.dimdesktop.engine.container.RawContainers;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Waits;
import org.jspecify.annotations.Nullable;

/** Reads from the engine which containers run, and what. */
final class EngineLook {
  private final RawContainers containers;
  private final ImageService images;
  private final ExecutorService io;

  EngineLook(RawContainers containers, ImageService images, ExecutorService io) {
    this.containers = containers;
    this.images = images;
    this.io = io;
  }

  /** Every container that runs, but those started from a bare image id. */
  List<Seen> running() {
    List<String> ids = new ArrayList<>();
    containers.list(false).forEach(item -> ids.add(item.path("Id").asText()));
    return Waits.forEach(io, ids, this::look, "check", "the running containers").stream()
        .flatMap(Optional::stream)
        .toList();
  }

  /** Empty for one that ended meanwhile. */
  private Optional<Seen> look(String id) {
    return containers.inspect(id).flatMap(RunningContainer::of).map(this::look);
  }

  private Seen look(RunningContainer container) {
    try {
      return new Seen(container, runs(container), named(container.image()), null);
    } catch (FailureException e) {
      return new Seen(container, null, null, e.failure());
    }
  }

  private LocalImage runs(RunningContainer container) {
    Optional<JsonNode> image = image(container.imageId());
    if (image.isEmpty() && container.manifest() != null) {
      return LocalImage.ofContainer(container);
    }
    return LocalImage.of(
        image.orElseGet(() -> images.inspect(container.imageId())), container.image());
  }

  private @Nullable LocalImage named(ImageReference name) {
    return image(name.toString()).map(found -> LocalImage.of(found, name)).orElse(null);
  }

  private Optional<JsonNode> image(String image) {
    try {
      return Optional.of(images.inspect(image));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
