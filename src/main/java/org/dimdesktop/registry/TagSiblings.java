package org.dimdesktop.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** Which tags of a repository stand for a digest: what would go if the digest were deleted. */
public final class TagSiblings {
  private static final int REQUESTS_AT_A_TIME = 4;

  private final RegistryClient client;
  private final Executor io;

  /** Asks on threads of {@code io}. */
  public TagSiblings(RegistryClient client, Executor io) {
    this.client = client;
    this.io = io;
  }

  /** The tags, sorted; blocks, one small request for each tag of the repository. */
  public List<String> of(ImageReference repository, Digest digest) {
    return all(repository, (_, _) -> {}).entrySet().stream()
        .filter(entry -> entry.getValue().equals(digest))
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * What every tag of a repository stands for, sorted by tag; blocks, one small request for each.
   *
   * @param looked told how many tags were looked up, of how many; on another thread
   */
  public SortedMap<String, Digest> all(ImageReference repository, BiConsumer<Long, Long> looked) {
    List<String> tags = new ArrayList<>();
    client.tags(repository, tags::addAll);
    return of(repository, tags, looked);
  }

  /** The same for these tags; those that are gone are left out. */
  public SortedMap<String, Digest> of(
      ImageReference repository, List<String> tags, BiConsumer<Long, Long> looked) {
    SortedMap<String, Digest> found = Collections.synchronizedSortedMap(new TreeMap<>());
    AtomicLong done = new AtomicLong();
    Parallel.each(
        io,
        REQUESTS_AT_A_TIME,
        tags,
        "look up the tags of",
        repository.name(),
        tag -> {
          Digest digest = digest(repository.withTag(tag));
          if (digest != null) {
            found.put(tag, digest);
          }
          looked.accept(done.incrementAndGet(), (long) tags.size());
        });
    return new TreeMap<>(found);
  }

  private @org.jspecify.annotations.Nullable Digest digest(ImageReference tag) {
    try {
      return client.head(tag).digest();
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return null; // somebody else deleted it just now
      }
      throw e;
    }
  }
}
