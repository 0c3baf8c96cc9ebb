package org.dimdesktop.ui.registries.actions;

import java.util.List;
import java.util.Objects;
import org.dimdesktop.registry.copy.CopyResult;
import org.dimdesktop.registry.copy.CopyResult.Share;
import org.dimdesktop.registry.copy.RepositoryCopy.TagResult;
import org.dimdesktop.task.Failure;

/** What a copy would do, as far as it is known. */
sealed interface CopyPreview {
  /** Nothing that could be looked up is typed yet. */
  record None() implements CopyPreview {}

  /** It is being looked up. */
  record Loading() implements CopyPreview {}

  /** It cannot be found out. */
  record Failed(Failure failure) implements CopyPreview {}

  /** It is known. */
  record Known(List<TagResult> tags) implements CopyPreview {
    public Known {
      tags = List.copyOf(tags);
    }

    private List<CopyResult> results() {
      return tags.stream().map(TagResult::result).filter(Objects::nonNull).toList();
    }

    private static Share sum(List<Share> shares) {
      return new Share(
          shares.stream().mapToInt(Share::blobs).sum(),
          shares.stream().mapToLong(Share::bytes).sum());
    }

    /** What goes over the wire. */
    Share moved() {
      return sum(results().stream().map(CopyResult::moved).toList());
    }

    /** What the registry can take over from another of its repositories. */
    Share mounted() {
      return sum(results().stream().map(CopyResult::mounted).toList());
    }

    /** What is there. */
    Share existing() {
      return sum(results().stream().map(CopyResult::existing).toList());
    }

    /** How many tags are written. */
    int written() {
      return results().size();
    }

    /** How many tags stay as they are at the target. */
    int left() {
      return tags.size() - written();
    }

    /** Tags that stand for something else at the target and are moved. */
    List<String> replaced() {
      return tags.stream().filter(TagResult::replaces).map(TagResult::tag).toList();
    }

    /** Whether one platform is picked from an index, which changes the digest. */
    boolean picked() {
      return results().stream().anyMatch(result -> result.picked() != null);
    }
  }
}
