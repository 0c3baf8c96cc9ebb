package org.dimdesktop.ui.registries.actions;

import java.nio.file.Path;
import java.util.List;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.copy.Choice;

/**
 * Tags to keep in files.
 *
 * @param place the folder of a layout, or the file of an archive
 */
record SaveRequest(
    ImageReference repository, List<String> tags, Format format, Choice choice, Path place) {
  /** How images are kept in files. */
  enum Format {
    /** An OCI layout: a folder, of any number of images with all their platforms. */
    LAYOUT,
    /** One file as {@code docker save} writes it, of one platform's image. */
    ARCHIVE
  }

  SaveRequest {
    tags = List.copyOf(tags);
  }

  /** The folder of a layout, which may be a new one in the chosen one; looks at the disk. */
  Path layoutFolder() {
    String tag = tags.size() == 1 ? tags.getFirst() : "";
    return SavePlace.layout(place, SavePlace.name(repository.path(), tag));
  }
}
