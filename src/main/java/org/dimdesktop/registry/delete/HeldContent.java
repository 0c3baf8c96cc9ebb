package org.dimdesktop.registry.delete;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.Parallel;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.delete.DeletionPlan.Garbage;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Which images of a repository hold which content. */
final class HeldContent {
  private static final int REQUESTS_AT_A_TIME = 4;

  /** Of more images than this it is not said what they hold: it would take minutes. */
  private static final int MAX_READ = 300;

  private final RegistryClient client;
  private final Executor io;
  private final ImageReference repository;
  private final Map<Digest, Manifest> manifests = new ConcurrentHashMap<>();

  /**
   * What was found.
   *
   * @param parents the tags of indexes that list a doomed image
   */
  record Found(Garbage garbage, Map<Digest, List<String>> parents) {}

  HeldContent(RegistryClient client, Executor io, ImageReference repository) {
    this.client = client;
    this.io = io;
    this.repository = repository;
  }

  Found find(Set<Digest> doomed, SortedMap<String, Digest> all) {
    Set<Digest> others = new HashSet<>(all.values());
    others.removeAll(doomed);
    List<Digest> read = others.stream().limit(MAX_READ).toList();
    read(doomed);
    read(read);
    Set<Digest> kept = new HashSet<>();
    read.forEach(digest -> collect(digest, kept, new HashMap<>()));
    Map<Digest, Long> content = new HashMap<>();
    doomed.forEach(digest -> collect(digest, new HashSet<>(), content));
    content.keySet().removeAll(kept);
    long bytes = content.values().stream().mapToLong(Long::longValue).sum();
    return new Found(
        new Garbage(content.size(), bytes, others.size() - read.size()), parents(doomed, all));
  }

  /** Reads manifests and, level by level, those that they list. */
  private void read(Iterable<Digest> roots) {
    Set<Digest> open = new TreeSet<>(java.util.Comparator.comparing(Digest::toString));
    roots.forEach(open::add);
    while (!open.isEmpty()) {
      Parallel.each(
          io, REQUESTS_AT_A_TIME, List.copyOf(open), "look into", repository.name(), this::readOne);
      List<Digest> level = List.copyOf(open);
      open.clear();
      level.forEach(digest -> open.addAll(children(digest)));
      open.removeAll(manifests.keySet());
    }
  }

  private void readOne(Digest digest) {
    try {
      manifests.putIfAbsent(digest, client.manifest(repository.withDigest(digest)));
    } catch (FailureException e) {
      if (!(e.failure() instanceof Failure.NotFound
          || e.failure() instanceof Failure.Unsupported)) {
        throw e; // an index that lost an entry, and schema 1, hold nothing that can be told
      }
    }
  }

  private List<Digest> children(Digest digest) {
    Manifest manifest = manifests.get(digest);
    return manifest == null
        ? List.of()
        : manifest.children().stream()
            .map(Descriptor::digest)
            .filter(child -> !manifests.containsKey(child))
            .toList();
  }

  /** A manifest's own bytes and all that hangs below it. */
  private void collect(Digest digest, Set<Digest> seen, Map<Digest, Long> sizes) {
    Manifest manifest = manifests.get(digest);
    if (manifest == null || !seen.add(digest)) {
      return;
    }
    sizes.put(digest, (long) manifest.raw().length);
    for (Descriptor blob : manifest.content()) {
      seen.add(blob.digest());
      sizes.put(blob.digest(), Math.max(0, blob.size()));
    }
    manifest.children().forEach(child -> collect(child.digest(), seen, sizes));
  }

  private Map<Digest, List<String>> parents(Set<Digest> doomed, SortedMap<String, Digest> all) {
    Map<Digest, List<String>> parents = new HashMap<>();
    all.forEach((tag, digest) -> {
      Manifest index = manifests.get(digest);
      if (index != null && !doomed.contains(digest)) {
        index.children().stream()
            .map(Descriptor::digest)
            .filter(doomed::contains)
            .distinct()
            .forEach(child -> parents.computeIfAbsent(child, _ -> new ArrayList<>()).add(tag));
      }
    });
    return parents;
  }
}
