package org.dimdesktop.ui.registries;

/**
 * A line of the tree of registries.
 *
 * @param host the registry
 * @param repository its path, or empty for the registry itself
 */
public record TreePlace(String host, String repository) {
  /** Says whether it is the registry itself. */
  public boolean isRegistry() {
    return repository.isEmpty();
  }
}
