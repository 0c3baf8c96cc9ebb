package org.dimdesktop.registry;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executor;
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
    List<String> all = new ArrayList<>();
    client.tags(repository, all::addAll);
    List<String> found = Collections.synchronizedList(new ArrayList<>());
    Parallel.each(
        io,
        REQUESTS_AT_A_TIME,
        all,
        "look up the tags of",
        repository.name(),
        tag -> {
          if (digest.equals(digest(repository.withTag(tag)))) {
            found.add(tag);
          }
        });
    return found.stream().sorted().toList();
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
