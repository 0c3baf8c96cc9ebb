package org.dimdesktop.ui.registries;

import java.util.List;
import org.dimdesktop.task.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A registry as the view shows it.
 *
 * @param host as image names begin with it
 * @param added whether a person added it here, so that it can be removed here
 * @param insecure whether plain HTTP is allowed for it
 * @param repositories those that are known so far: listed by it, or typed
 * @param failure why its repositories are not known; only in state FAILED
 */
record RegistryItem(
    String host,
    boolean added,
    boolean insecure,
    State state,
    List<String> repositories,
    @Nullable Failure failure) {
  /** What is known of its repositories. */
  enum State {
    /** Not looked at yet. */
    NEW,
    LOADING,
    LISTED,
    /** It answers, but does not give a list: a repository must be typed. */
    NO_LIST,
    FAILED
  }

  RegistryItem {
    repositories = List.copyOf(repositories);
  }

  RegistryItem with(State newState, List<String> names, @Nullable Failure why) {
    return new RegistryItem(host, added, insecure, newState, names, why);
  }
}
