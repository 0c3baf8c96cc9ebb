package org.dimdesktop.registry.copy;

import java.util.Optional;
import java.util.function.LongConsumer;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryWriter.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * Where an image is written. Nothing that has a name changes before {@link #finish}. Every method
 * blocks, is ended by an interrupt, and throws {@link org.dimdesktop.task.FailureException} alone;
 * thread-safe, except that manifests come one after another.
 */
public interface ImageTarget extends AutoCloseable {
  /** Refuses, before anything is moved, what it cannot hold. */
  default void check(Manifest top) {}

  /** What the name stands for now, where it stands for something. */
  Optional<Digest> present();

  /**
   * Says whether the name stands for that manifest already, and {@link #finish} would change
   * nothing; on another thread, while blobs are put.
   */
  default boolean stands(Manifest top) {
    return false;
  }

  /** Says whether it has a blob already. */
  boolean has(Descriptor blob);

  /**
   * Brings a blob there, by the cheapest way that works; tried again, it goes on where it can.
   *
   * @param sibling the repository that the blob comes from, or null
   * @param moved told the position reached, in bytes; on another thread
   */
  Arrival put(
      Descriptor blob, BlobSource from, @Nullable ImageReference sibling, LongConsumer moved);

  /** Writes a manifest under its digest, once all that it names is there. */
  void put(Manifest child);

  /** Writes the manifest that gets the name, as the last of all. */
  void finish(Manifest top);

  /** The repository that is written to, whose registry may take blobs over by itself. */
  default Optional<ImageReference> repository() {
    return Optional.empty();
  }

  /** Gives up what was not finished. */
  @Override
  default void close() {}
}
