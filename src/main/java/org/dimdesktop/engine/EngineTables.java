package org.dimdesktop.engine;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.dimdesktop.engine.container.ContainerSummary;
import org.dimdesktop.engine.image.ImageSummary;
import org.jspecify.annotations.Nullable;

/**
 * The images and containers by id, and the sorted snapshots made of them. It is changed by one
 * thread at a time.
 */
final class EngineTables {
  private static final Comparator<ImageSummary> IMAGES =
      Comparator.comparing(ImageSummary::created).reversed().thenComparing(ImageSummary::id);
  private static final Comparator<ContainerSummary> CONTAINERS =
      Comparator.comparing(ContainerSummary::created)
          .reversed()
          .thenComparing(ContainerSummary::id);
  private static final Freshness LOADING = new Freshness(Freshness.Kind.LOADING, null);

  private final Map<String, ImageSummary> images = new HashMap<>();
  private final Map<String, ContainerSummary> containers = new HashMap<>();
  private final LiveValue<Listing<ImageSummary>> imageList =
      new LiveValue<>(new Listing<>(List.of(), LOADING));
  private final LiveValue<Listing<ContainerSummary>> containerList =
      new LiveValue<>(new Listing<>(List.of(), LOADING));

  LiveValue<Listing<ImageSummary>> imageList() {
    return imageList;
  }

  LiveValue<Listing<ContainerSummary>> containerList() {
    return containerList;
  }

  /** Begins anew, with what was last known of another engine's images. */
  void clear(List<ImageSummary> lastKnown, @Nullable Instant savedAt) {
    containers.clear();
    replaceImages(lastKnown);
    Freshness stale = new Freshness(Freshness.Kind.STALE, savedAt);
    imageList.set(new Listing<>(sortedImages(), lastKnown.isEmpty() ? LOADING : stale));
    containerList.set(new Listing<>(List.of(), LOADING));
  }

  /** Marks both lists as what was last known. */
  void stale() {
    imageList.set(new Listing<>(imageList.get().items(), stale(imageList.get().freshness())));
    containerList.set(
        new Listing<>(containerList.get().items(), stale(containerList.get().freshness())));
  }

  private static Freshness stale(Freshness before) {
    return new Freshness(Freshness.Kind.STALE, before.syncedAt());
  }

  void replaceImages(Collection<ImageSummary> all) {
    images.clear();
    all.forEach(image -> images.put(image.id(), image));
  }

  void replaceContainers(Collection<ContainerSummary> all) {
    containers.clear();
    all.forEach(container -> containers.put(container.id(), container));
  }

  @Nullable ImageSummary image(String id) {
    return images.get(id);
  }

  /** Puts an image in and tells which others still claim one of its names, which moved to it. */
  Set<String> put(ImageSummary image) {
    images.put(image.id(), image);
    Set<String> names = new HashSet<>(image.repoTags());
    Set<String> losers = new LinkedHashSet<>();
    for (ImageSummary other : images.values()) {
      if (!other.id().equals(image.id()) && other.repoTags().stream().anyMatch(names::contains)) {
        losers.add(other.id());
      }
    }
    return losers;
  }

  void removeImage(String id) {
    images.remove(id);
  }

  void put(ContainerSummary container) {
    containers.put(container.id(), container);
  }

  void removeContainer(String id) {
    containers.remove(id);
  }

  /** Publishes what has changed of the images, as true at that time. */
  void publishImages(Instant syncedAt) {
    imageList.set(new Listing<>(sortedImages(), new Freshness(Freshness.Kind.LIVE, syncedAt)));
  }

  /** Publishes what has changed of the images, as true as they were. */
  void publishImagesAsBefore() {
    imageList.set(new Listing<>(sortedImages(), imageList.get().freshness()));
  }

  /** Publishes the containers, and the images too where their users have changed. */
  void publishContainers(Instant syncedAt) {
    List<ContainerSummary> sorted = new ArrayList<>(containers.values());
    sorted.sort(CONTAINERS);
    containerList.set(new Listing<>(sorted, new Freshness(Freshness.Kind.LIVE, syncedAt)));
    publishImagesAsBefore();
  }

  private List<ImageSummary> sortedImages() {
    Map<String, TreeSet<String>> users = new HashMap<>();
    for (ContainerSummary container : containers.values()) {
      users.computeIfAbsent(container.imageId(), id -> new TreeSet<>()).add(container.name());
    }
    List<ImageSummary> sorted = new ArrayList<>(images.size());
    for (ImageSummary image : images.values()) {
      TreeSet<String> names = users.get(image.id());
      sorted.add(image.withUsedBy(names == null ? List.of() : List.copyOf(names)));
    }
    sorted.sort(IMAGES);
    return sorted;
  }
}
