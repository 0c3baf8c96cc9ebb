package org.dimdesktop.ui.registries;

import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.Failure;
import org.jspecify.annotations.Nullable;

/** What is known of the open repository's tags. */
public sealed interface TagsState {
  /** The repository that is open, or null for none. */
  @Nullable ImageReference repository();

  /** No repository is open. */
  record None() implements TagsState {
    @Override
    public @Nullable ImageReference repository() {
      return null;
    }
  }

  /** The names are being listed; some may be there already. */
  record Loading(ImageReference repository) implements TagsState {}

  /** All names are there. */
  record Listed(ImageReference repository) implements TagsState {}

  /** They cannot be listed, or not all of them. */
  record Failed(ImageReference repository, Failure failure) implements TagsState {}
}
