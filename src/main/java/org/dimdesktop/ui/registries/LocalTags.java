package org.dimdesktop.ui.registries;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.dimdesktop.engine.Freshness;
import org.dimdesktop.engine.Listing;
import org.dimdesktop.engine.image.ImageSummary;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * The engine's images of one repository, by the digests that this very repository has them under.
 *
 * @param known whether the engine is there to be asked
 * @param tags the digests of the image that each tag names; none for one that was built here
 * @param digests all of them
 */
record LocalTags(boolean known, Map<String, Set<Digest>> tags, Set<Digest> digests) {
  /** Nothing is known of an engine. */
  static final LocalTags UNKNOWN = new LocalTags(false, Map.of(), Set.of());

  LocalTags {
    tags = Map.copyOf(tags);
    digests = Set.copyOf(digests);
  }

  static LocalTags of(Listing<ImageSummary> images, ImageReference repository) {
    if (images.freshness().kind() != Freshness.Kind.LIVE) {
      return UNKNOWN;
    }
    Map<String, Set<Digest>> tags = new HashMap<>();
    Set<Digest> all = new HashSet<>();
    for (ImageSummary image : images.items()) {
      Set<Digest> own = new HashSet<>();
      for (ImageReference name : names(image.repoDigests(), repository)) {
        if (name.digest() != null) {
          own.add(name.digest());
        }
      }
      all.addAll(own);
      for (ImageReference name : names(image.repoTags(), repository)) {
        if (name.tag() != null) {
          tags.put(name.tag(), Set.copyOf(own));
        }
      }
    }
    return new LocalTags(true, tags, all);
  }

  private static List<ImageReference> names(List<String> texts, ImageReference repository) {
    // Parsing is what costs with thousands of images, and few are of this repository.
    String last = repository.path().substring(repository.path().lastIndexOf('/') + 1);
    return texts.stream()
        .filter(text -> text.contains(last) && !text.contains("<none>"))
        .map(ImageReference::parse)
        .filter(name -> name.name().equals(repository.name()))
        .toList();
  }

  /** How a tag that points to {@code remote} stands to what is here. */
  TagRow.Local compare(String tag, @Nullable Digest remote) {
    Set<Digest> here = tags.get(tag);
    if (!known) {
      return TagRow.Local.UNKNOWN;
    }
    if (remote == null) {
      return here == null && digests.isEmpty() ? TagRow.Local.NONE : TagRow.Local.UNKNOWN;
    }
    if (here != null) {
      return here.contains(remote) ? TagRow.Local.SAME : TagRow.Local.DIFFERS;
    }
    return digests.contains(remote) ? TagRow.Local.SAME : TagRow.Local.NONE;
  }
}
