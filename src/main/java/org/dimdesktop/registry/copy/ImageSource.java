package org.dimdesktop.registry.copy;

import java.util.Optional;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;

/**
 * An image that is read. Every method blocks, is ended by an interrupt, and throws {@link
 * org.dimdesktop.task.FailureException} alone; thread-safe.
 */
public interface ImageSource extends AutoCloseable {
  /** The index or the manifest that the location names. */
  Manifest top();

  /** An entry of an index. */
  Manifest manifest(Descriptor child);

  /** A configuration or a layer. */
  BlobSource blob(Descriptor blob);

  /** The repository that it comes from, where its registry may take blobs over by itself. */
  default Optional<ImageReference> repository() {
    return Optional.empty();
  }

  /** Removes what was kept for reading. */
  @Override
  default void close() {}
}
