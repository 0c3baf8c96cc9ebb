package org.dimdesktop.ui.builds;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPhase;
import org.jspecify.annotations.Nullable;

/**
 * The builds that are known, by id. Listings and events overtake each other on their way, so of two
 * states of a build the one that is further on stands. Thread-safe.
 */
final class BuildBook {
  private static final Comparator<Build> NEWEST_FIRST =
      Comparator.comparing(Build::createdAt).thenComparing(Build::id).reversed();

  private final Map<String, Build> builds = new HashMap<>();

  /** How far a build has come; it only ever grows. */
  private static int rank(Build build) {
    return switch (build.status()) {
      case QUEUED -> 0;
      case RUNNING -> rank(build.phase());
      case SUCCESS, FAILURE, CANCELED -> 5;
    };
  }

  private static int rank(@Nullable BuildPhase phase) {
    return switch (phase) {
      case null -> 1;
      case CLONE -> 2;
      case BUILD -> 3;
      case PUSH -> 4;
    };
  }

  /** Takes one state of a build; false when a later one is known. */
  synchronized boolean put(Build build) {
    Build known = builds.get(build.id());
    if (known != null
        && (rank(known) > rank(build)
            || (rank(known) == rank(build) && known.lastSeq() > build.lastSeq()))) {
      return false;
    }
    builds.put(build.id(), build);
    return true;
  }

  /** Takes a listing of the newest builds. */
  synchronized void putAll(Collection<Build> listed) {
    listed.forEach(this::put);
  }

  /** Forgets all, for another daemon. */
  synchronized void clear() {
    builds.clear();
  }

  /** One build. */
  synchronized Optional<Build> find(String id) {
    return Optional.ofNullable(builds.get(id));
  }

  /** All builds, newest first. */
  synchronized List<Build> newestFirst() {
    return builds.values().stream().sorted(NEWEST_FIRST).toList();
  }
}
