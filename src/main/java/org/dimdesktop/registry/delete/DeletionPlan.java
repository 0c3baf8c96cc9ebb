package org.dimdesktop.registry.delete;

import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Deletes;

/**
 * What the deletion of some tags would do.
 *
 * @param ability what the registry deletes: tags alone, whole images, or nothing
 * @param images what the chosen tags stand for, each once
 * @param tags all tags of the repository that were looked at
 * @param gone chosen tags that are not there any more
 * @param garbage what nothing in the repository would hold any more
 */
public record DeletionPlan(
    ImageReference repository,
    Deletes ability,
    List<Image> images,
    List<String> tags,
    List<String> gone,
    Garbage garbage) {

  /**
   * An index or image that chosen tags stand for.
   *
   * @param tags those of its tags that were chosen
   * @param siblings its other tags: they go too where whole images are deleted
   * @param parents tags of indexes that list it: without it they are broken
   */
  public record Image(
      Digest digest, List<String> tags, List<String> siblings, List<String> parents) {
    public Image {
      tags = List.copyOf(tags);
      siblings = List.copyOf(siblings);
      parents = List.copyOf(parents);
    }
  }

  /**
   * Layers, configurations and manifests that only what is deleted holds: the registry's own
   * garbage collection can free them later.
   *
   * @param bytes at most so many: other repositories may hold some of them too
   * @param unread how many other images of the repository were not looked into, because they are
   *     too many; they may hold some too
   */
  public record Garbage(int blobs, long bytes, int unread) {
    /** Nothing, or nothing that is known. */
    public static final Garbage NONE = new Garbage(0, 0, 0);
  }

  public DeletionPlan {
    images = List.copyOf(images);
    tags = List.copyOf(tags);
    gone = List.copyOf(gone);
  }

  /** Tags that nobody chose and that go all the same, sorted. */
  public List<String> alsoGoing() {
    return ability == Deletes.IMAGES
        ? images.stream().flatMap(image -> image.siblings().stream()).sorted().toList()
        : List.of();
  }

  /** Tags of indexes that would be broken, sorted. */
  public List<String> broken() {
    return ability == Deletes.IMAGES
        ? images.stream().flatMap(image -> image.parents().stream()).distinct().sorted().toList()
        : List.of();
  }

  /** The chosen tags that are there. */
  public List<String> chosen() {
    return images.stream().flatMap(image -> image.tags().stream()).toList();
  }
}
