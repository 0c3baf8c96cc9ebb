package org.dimdesktop.engine.image;

import java.util.List;

/**
 * What a prune would remove.
 *
 * @param bytes the sum of the images' sizes; less is gained where they share layers
 */
public record PrunePreview(List<ImageSummary> images, long bytes) {
  public PrunePreview {
    images = List.copyOf(images);
  }
}
