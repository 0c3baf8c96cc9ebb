package org.dimdesktop.ui.registries;

import java.util.List;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.model.Platform;
import org.dimdesktop.registry.TagInfo;
import org.jspecify.annotations.Nullable;

/**
 * A tag as the table shows it: its name at once, the rest when its row came into sight.
 *
 * @param reference the repository with this tag
 * @param digest what it points to, once looked up
 * @param info all that the table shows, once looked up
 * @param problem why it could not be looked up, or empty
 */
public record TagRow(
    ImageReference reference,
    String tag,
    @Nullable Digest digest,
    @Nullable TagInfo info,
    String problem) {
  static TagRow named(ImageReference repository, String tag) {
    return new TagRow(repository.withTag(tag), tag, null, null, "");
  }

  TagRow pointingTo(Digest found) {
    return new TagRow(reference, tag, found, null, "");
  }

  TagRow known(TagInfo found) {
    return new TagRow(reference, tag, found.digest(), found, "");
  }

  TagRow failed(String why) {
    return new TagRow(reference, tag, digest, info, why);
  }

  boolean isOpen() {
    return info == null && problem.isEmpty();
  }

  List<Platform> platforms() {
    return info == null ? List.of() : info.platforms();
  }

  /** Bytes to download for this machine's platform; -1 while unknown. */
  long size() {
    return info == null ? -1 : info.size();
  }
}
