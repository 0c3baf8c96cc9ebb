package org.dimdesktop.registry.copy;

import java.util.Optional;
import java.util.Set;
import java.util.function.LongConsumer;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryWriter.Arrival;
import org.jspecify.annotations.Nullable;

/**
 * A target as it will be once the tags before this one have been copied, for an estimate: what they
 * bring is there. Thread-safe when {@code coming} is.
 *
 * @param coming what has been asked for so far
 */
record ForeseenTarget(ImageTarget target, Set<Digest> coming) implements ImageTarget {
  @Override
  public void check(Manifest top) {
    target.check(top);
  }

  @Override
  public Optional<Digest> present() {
    return target.present();
  }

  @Override
  public boolean has(Descriptor blob) {
    if (coming.contains(blob.digest())) {
      return true;
    }
    boolean there = target.has(blob);
    coming.add(blob.digest());
    return there;
  }

  @Override
  public Arrival put(
      Descriptor blob, BlobSource from, @Nullable ImageReference sibling, LongConsumer moved) {
    throw new IllegalStateException("an estimate writes nothing");
  }

  @Override
  public void put(Manifest child) {
    throw new IllegalStateException("an estimate writes nothing");
  }

  @Override
  public void finish(Manifest top) {
    throw new IllegalStateException("an estimate writes nothing");
  }

  @Override
  public Optional<ImageReference> repository() {
    return target.repository();
  }

  @Override
  public void close() {
    target.close();
  }
}
