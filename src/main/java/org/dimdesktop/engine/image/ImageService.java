package org.dimdesktop.engine.image;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.engine.transport.EngineHttp;
import org.dimdesktop.engine.transport.EngineRequest;
import org.dimdesktop.engine.transport.Filters;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * Images of the engine. Every method blocks, may be interrupted, and throws {@link
 * FailureException} only. Thread-safe.
 */
public final class ImageService {
  private static final Comparator<ImageSummary> NEWEST_FIRST =
      Comparator.comparing(ImageSummary::created).reversed().thenComparing(ImageSummary::id);

  private final EngineHttp http;
  private final Transfers transfers;

  /** Works on the engine behind {@code http}. */
  public ImageService(EngineHttp http) {
    this.http = http;
    this.transfers = new Transfers(http);
  }

  /** Every image but intermediate ones, newest first; who uses them is not asked for. */
  public List<ImageSummary> list() {
    return list(EngineRequest.get("images/json", "list the images of", "the engine"));
  }

  private List<ImageSummary> list(EngineRequest request) {
    List<ImageSummary> images = new ArrayList<>();
    for (JsonNode item : json(request)) {
      images.add(ImageJson.ofList(item));
    }
    images.sort(NEWEST_FIRST);
    return images;
  }

  /**
   * One image as {@link #list} would show it, without the price of a list; empty when it is gone.
   *
   * @param known what was known of it, or null; the size of an image never changes
   */
  public Optional<ImageSummary> summary(String id, @Nullable ImageSummary known) {
    try {
      JsonNode image = inspect(id);
      ImageSummary summary = ImageJson.ofInspect(image, image.path("Size").asLong());
      long size = known == null ? listedSize(summary) : known.size();
      return Optional.of(ImageJson.ofInspect(image, size));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private long listedSize(ImageSummary image) {
    if (image.repoTags().isEmpty()) {
      return image.size();
    }
    EngineRequest request =
        EngineRequest.get("images/json", "list the image", image.repoTags().getFirst())
            .withQuery("filters", Filters.of("reference", image.repoTags().getFirst()));
    for (ImageSummary listed : list(request)) {
      if (listed.id().equals(image.id())) {
        return listed.size();
      }
    }
    return image.size();
  }

  /** The engine's whole description of an image, by id or name. */
  public JsonNode inspect(String image) {
    return json(EngineRequest.get("images/" + image + "/json", "inspect the image", image));
  }

  /** The steps the image was made in, newest first. */
  public List<HistoryEntry> history(String image) {
    List<HistoryEntry> steps = new ArrayList<>();
    String path = "images/" + image + "/history";
    for (JsonNode item : json(EngineRequest.get(path, "read the history of", image))) {
      steps.add(ImageJson.ofHistory(item));
    }
    return steps;
  }

  /**
   * Pulls an image and reports a tree of its layers; a cancel ends the pull at the engine too.
   *
   * @param platform the wanted platform, or null for the engine's own
   * @param auth for the registry, or null for an anonymous pull
   * @return the id of the image that the reference names now
   */
  public String pull(
      ImageReference reference,
      @Nullable Platform platform,
      @Nullable RegistryAuth auth,
      OperationContext context) {
    ImageReference wanted = reference.withDefaultTag();
    transfers.pull(wanted, platform, auth, context);
    return inspect(wanted.toString()).path("Id").asText();
  }

  /**
   * Pushes an image and reports a tree of its layers.
   *
   * @return the digest the registry has it under
   */
  public Digest push(
      ImageReference reference, @Nullable RegistryAuth auth, OperationContext context) {
    return transfers.push(reference.withDefaultTag(), auth, context);
  }

  /** Asks the engine what the registry has under a name, without pulling it. */
  public RemoteImage remote(ImageReference reference, @Nullable RegistryAuth auth) {
    return transfers.remote(reference.withDefaultTag(), auth);
  }

  /** Gives an image one more name. */
  public void tag(String image, ImageReference name) {
    ImageReference whole = name.withDefaultTag();
    done(
        EngineRequest.post("images/" + image + "/tag", "tag the image", image)
            .withQuery("repo", whole.name())
            .withQuery("tag", whole.manifestReference()));
  }

  /**
   * Removes a name, and the image with its last name; an id removes the image with all its names
   * where {@code force} is set or it has one name only.
   *
   * @throws FailureException with {@code Conflict} whose blockers are the names of the containers
   *     that use it
   */
  public void remove(String image, boolean force) {
    try {
      done(
          EngineRequest.delete("images/" + image, "remove the image", image)
              .withQuery("force", force));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.Conflict c) {
        List<String> users = users(image);
        throw new FailureException(
            new Failure.Conflict(c.action(), c.subject(), c.cause(), users), e);
      }
      throw e;
    }
  }

  private List<String> users(String image) {
    String id = inspect(image).path("Id").asText();
    return ImageUsers.read(http, "remove the image", image).of(id);
  }

  /** What {@link #prune} would remove now: dangling images, or all that no container uses. */
  public PrunePreview prunePreview(boolean allUnused) {
    ImageUsers users = ImageUsers.read(http, "prune the images of", "the engine");
    List<ImageSummary> unused = new ArrayList<>();
    long bytes = 0;
    for (ImageSummary image : list()) {
      if ((allUnused || image.isDangling()) && users.of(image.id()).isEmpty()) {
        unused.add(image);
        bytes += image.size();
      }
    }
    return new PrunePreview(unused, bytes);
  }

  /** Removes dangling images, or all that no container uses. */
  public PruneResult prune(boolean allUnused) {
    JsonNode answer =
        json(
            EngineRequest.post("images/prune", "prune the images of", "the engine")
                .withQuery("filters", Filters.of("dangling", Boolean.toString(!allUnused))));
    List<String> deleted = new ArrayList<>();
    for (JsonNode item : answer.path("ImagesDeleted")) {
      deleted.add(item.path("Deleted").asText(item.path("Untagged").asText()));
    }
    return new PruneResult(deleted, answer.path("SpaceReclaimed").asLong());
  }

  private JsonNode json(EngineRequest request) {
    return http.execute(request).json();
  }

  private void done(EngineRequest request) {
    http.execute(request).json();
  }
}
