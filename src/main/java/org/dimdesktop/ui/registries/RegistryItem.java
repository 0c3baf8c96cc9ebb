package org.dimdesktop.ui.registries;

import java.util.List;
import java.util.TreeSet;
import org.dimdesktop.task.Failure;
import org.jspecify.annotations.Nullable;

/**
 * A registry as the view shows it.
 *
 * @param host as image names begin with it
 * @param added whether a person added it here, so that it can be removed here
 * @param insecure whether plain HTTP is allowed for it
 * @param remembered repositories that were opened by name
 * @param state what is known of its repositories
 * @param listed those that it listed so far
 * @param failure why it gives no list; only in the states FAILED and LOGIN
 */
record RegistryItem(
    String host,
    boolean added,
    boolean insecure,
    List<String> remembered,
    State state,
    List<String> listed,
    @Nullable Failure failure) {
  /** What is known of its repositories. */
  enum State {
    /** Not looked at yet. */
    NEW,
    LOADING,
    LISTED,
    /** It answers, but does not give a list: a repository must be typed. */
    NO_LIST,
    /** It wants a login, at least for its list. */
    LOGIN,
    FAILED
  }

  RegistryItem {
    remembered = List.copyOf(remembered);
    listed = List.copyOf(listed);
  }

  /** The same, with other repositories listed; the failure is gone. */
  RegistryItem with(State newState, List<String> names) {
    return new RegistryItem(host, added, insecure, remembered, newState, names, null);
  }

  /** The same, with the reason why no more is known. */
  RegistryItem failed(State newState, Failure why) {
    return new RegistryItem(host, added, insecure, remembered, newState, listed, why);
  }

  /** The same, with what is known of {@code old}. */
  RegistryItem knowing(RegistryItem old) {
    return new RegistryItem(host, added, insecure, remembered, old.state, old.listed, old.failure);
  }

  /** Those that it listed and those that were opened by name, sorted. */
  List<String> repositories() {
    if (remembered.isEmpty()) {
      return listed;
    }
    TreeSet<String> all = new TreeSet<>(listed);
    all.addAll(remembered);
    return List.copyOf(all);
  }
}
