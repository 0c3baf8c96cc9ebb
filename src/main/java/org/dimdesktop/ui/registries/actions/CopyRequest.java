package org.dimdesktop.ui.registries.actions;

import java.util.List;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.copy.Choice;
import org.dimdesktop.registry.copy.Sync;

/**
 * Tags to copy to a registry.
 *
 * @param repository where they are
 * @param tags which; empty for all that there are by then
 * @param target the repository, with a tag where one tag gets another name
 */
record CopyRequest(
    ImageReference repository, List<String> tags, ImageReference target, Choice choice, Sync sync) {
  CopyRequest {
    tags = List.copyOf(tags);
  }

  /** Where a tag goes. */
  ImageReference target(String tag) {
    return target.tag() == null ? target.withTag(tag) : target;
  }

  /** What is copied, for a person. */
  String what() {
    return tags.size() == 1
        ? repository.withTag(tags.getFirst()).familiar()
        : repository.familiar();
  }
}
