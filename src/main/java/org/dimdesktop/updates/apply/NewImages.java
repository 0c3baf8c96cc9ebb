package org.dimdesktop.updates.apply;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Supplier;
import org.dimdesktop.engine.image.ImageService;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;

/** Brings new images to the engine, and their names to them and back. */
final class NewImages {
  private static final String ACTION = "update";

  private final Engine engine;

  NewImages(Engine engine) {
    this.engine = engine;
  }

  private ImageService images() {
    return engine.images();
  }

  /** Pulls what a member is brought to, verifies its platform, and notes what is to be noted. */
  void pull(JournalMember member, OperationContext context) {
    ImageReference reference = member.reference();
    Digest digest = member.digest();
    @Nullable Platform platform = platform(find(member.imageId()).orElse(null));
    JsonNode image;
    if (digest == null) {
      image = images().inspect(reference.toString());
    } else {
      ImageReference pulled = reference.withDigest(digest);
      String id =
          images().pull(pulled, platform, engine.auth().apply(reference).orElse(null), context);
      image = images().inspect(id);
    }
    Platform got = platform(image);
    if (platform != null && got != null && !runsOn(got, platform)) {
      throw new FailureException(
          new Failure.Unsupported(
              ACTION,
              member.name(),
              "the new image is for " + got + ", the old one for " + platform));
    }
    member.newImageId(image.path("Id").asText());
  }

  /** Variants differ between tools in how they are written; the processor must be the same. */
  private static boolean runsOn(Platform got, Platform wanted) {
    return got.os().equals(wanted.os()) && got.architecture().equals(wanted.architecture());
  }

  private static @Nullable Platform platform(@Nullable JsonNode image) {
    String architecture = image == null ? "" : image.path("Architecture").asText("");
    return image == null || architecture.isEmpty()
        ? null
        : Platform.of(
            image.path("Os").asText("linux"), architecture, image.path("Variant").asText(null));
  }

  /** Lets the reference name the new image. */
  void tag(JournalMember member) {
    if (!named(member.reference()).equals(member.newImageId())) {
      images().tag(member.newImageId(), member.reference());
    }
  }

  /** Notes what the reference of a container names before anything is changed. */
  void note(JournalMember member) {
    member.tag().ifPresent(tag -> member.taggedBefore(named(tag)));
  }

  /** Lets the reference name again what it named before, unless somebody else has moved it. */
  void untag(JournalMember member) {
    String before = member.taggedBefore();
    String now = member.tag().map(this::named).orElse(before);
    boolean ours = now.equals(member.newImageId()) || now.equals(member.imageId());
    if (!before.isEmpty() && !now.equals(before) && ours && find(before).isPresent()) {
      images().tag(before, member.tag().orElseThrow());
    }
  }

  /** The id of the image that a reference names here; empty for none. */
  private String named(ImageReference reference) {
    return find(reference.toString()).map(image -> image.path("Id").asText()).orElse("");
  }

  /**
   * Makes a container of a member's old image, under the name that the old one was made with. Where
   * that names another image by now, it is given to the old one for that moment: a container made
   * of an id would not know any more what it is to be compared with.
   */
  <T> T ofOldImage(JournalMember member, Supplier<T> make) {
    ImageReference tag = member.tag().orElse(null);
    String now = tag == null ? "" : named(tag);
    if (tag == null || now.equals(member.imageId())) {
      return make.get();
    }
    images().tag(member.imageId(), tag);
    try {
      return make.get();
    } finally {
      if (!now.isEmpty()) {
        images().tag(now, tag);
      }
    }
  }

  /** Removes an image that has no name and no user any more. */
  void removeUnused(String imageId) {
    try {
      if (find(imageId).map(NewImages::isUnnamed).orElse(false)) {
        images().remove(imageId, false);
      }
    } catch (FailureException e) {
      if (!(e.failure() instanceof Failure.Conflict)) {
        throw e;
      }
      // Another container uses it: then it stays.
    }
  }

  /** The containerd store lists a name with a digest among the tags. */
  private static boolean isUnnamed(JsonNode image) {
    for (JsonNode tag : image.path("RepoTags")) {
      if (!tag.asText().contains("@")) {
        return false;
      }
    }
    return true;
  }

  private Optional<JsonNode> find(String image) {
    try {
      return Optional.of(images().inspect(image));
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return Optional.empty();
      }
      throw e;
    }
  }
}
