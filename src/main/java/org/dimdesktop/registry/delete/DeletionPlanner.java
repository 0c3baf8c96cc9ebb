package org.dimdesktop.registry.delete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Deletes;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.TagSiblings;
import org.dimdesktop.registry.delete.DeletionPlan.Garbage;
import org.dimdesktop.registry.delete.DeletionPlan.Image;

/**
 * Finds out, before anything is deleted, what would go. Blocks, is ended by an interrupt, and
 * throws {@link org.dimdesktop.task.FailureException} alone.
 */
public final class DeletionPlanner {
  private final RegistryClient client;
  private final Executor io;

  /** Asks on threads of {@code io}. */
  public DeletionPlanner(RegistryClient client, Executor io) {
    this.client = client;
    this.io = io;
  }

  /**
   * Looks at every tag of the repository with one small request each, and into its images as long
   * as they are some hundred at most.
   *
   * @param looked told how many tags were looked up, of how many; on another thread
   */
  public DeletionPlan plan(
      ImageReference repository, List<String> tags, BiConsumer<Long, Long> looked) {
    Deletes ability = client.writer().deletes(repository);
    SortedMap<String, Digest> all = new TagSiblings(client, io).all(repository, looked);
    Map<Digest, List<String>> chosen = new LinkedHashMap<>();
    List<String> gone = new ArrayList<>();
    for (String tag : tags) {
      Digest digest = all.get(tag);
      if (digest == null) {
        gone.add(tag);
      } else {
        chosen.computeIfAbsent(digest, _ -> new ArrayList<>()).add(tag);
      }
    }
    Set<String> wanted = Set.copyOf(tags);
    Map<Digest, List<String>> siblings = new LinkedHashMap<>();
    chosen.keySet().forEach(digest -> siblings.put(digest, others(all, digest, wanted)));
    List<String> known = List.copyOf(all.keySet());
    if (ability == Deletes.NOTHING) {
      return new DeletionPlan(
          repository, ability, images(chosen, siblings, Map.of()), known, gone, Garbage.NONE);
    }
    // A tag alone leaves an image in place that has others.
    Set<Digest> doomed =
        chosen.keySet().stream()
            .filter(d -> ability == Deletes.IMAGES || siblings.getOrDefault(d, List.of()).isEmpty())
            .collect(Collectors.toSet());
    HeldContent held = new HeldContent(client, io, repository);
    HeldContent.Found found = held.find(doomed, all);
    return new DeletionPlan(
        repository,
        ability,
        images(chosen, siblings, found.parents()),
        known,
        gone,
        found.garbage());
  }

  private static List<String> others(
      SortedMap<String, Digest> all, Digest digest, Set<String> wanted) {
    return all.entrySet().stream()
        .filter(entry -> entry.getValue().equals(digest) && !wanted.contains(entry.getKey()))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static List<Image> images(
      Map<Digest, List<String>> chosen,
      Map<Digest, List<String>> siblings,
      Map<Digest, List<String>> parents) {
    return chosen.entrySet().stream()
        .map(entry ->
            new Image(
                entry.getKey(),
                entry.getValue(),
                siblings.getOrDefault(entry.getKey(), List.of()),
                parents.getOrDefault(entry.getKey(), List.of())))
        .toList();
  }
}
