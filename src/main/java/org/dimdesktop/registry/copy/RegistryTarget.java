package org.dimdesktop.registry.copy;

import java.util.Optional;
import java.util.function.LongConsumer;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.RegistryWriter;
import org.dimdesktop.registry.RegistryWriter.Arrival;
import org.dimdesktop.registry.Retry;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** A tag of a registry, or with a digest a manifest without one. */
public final class RegistryTarget implements ImageTarget {
  private final RegistryClient client;
  private final RegistryWriter writer;
  private final ImageReference reference;

  /** Writes the tag of the reference, {@code latest} where it has neither tag nor digest. */
  public RegistryTarget(RegistryClient client, ImageReference reference) {
    this.client = client;
    this.writer = client.writer();
    this.reference = reference.withDefaultTag();
  }

  @Override
  public void check(Manifest top) {
    Digest wanted = reference.digest();
    Digest actual = top.descriptor().digest();
    if (wanted != null && !wanted.equals(actual)) {
      throw new FailureException(
          new Failure.Invalid(
              "copy to", reference.toString(), "what is copied is " + actual, null));
    }
  }

  @Override
  public Optional<Digest> present() {
    try {
      return Optional.of(client.head(named()).digest());
    } catch (FailureException e) {
      if (e.failure() instanceof Failure.NotFound) {
        return Optional.empty();
      }
      throw e;
    }
  }

  /** Not for what is attached to a subject, whose list of referrers may lack it. */
  @Override
  public boolean stands(Manifest top) {
    return top.subject().isEmpty()
        && present().filter(top.descriptor().digest()::equals).isPresent();
  }

  @Override
  public boolean has(Descriptor blob) {
    return writer.has(reference, blob.digest());
  }

  @Override
  public Arrival put(
      Descriptor blob, BlobSource from, @Nullable ImageReference sibling, LongConsumer moved) {
    return writer.put(reference, blob, from, sibling, moved);
  }

  @Override
  public void put(Manifest child) {
    write(reference.withDigest(child.descriptor().digest()), child);
  }

  @Override
  public void finish(Manifest top) {
    write(named(), top);
  }

  @Override
  public Optional<ImageReference> repository() {
    return Optional.of(reference);
  }

  /** Where a reference has both, the digest is what is checked and the tag what is written. */
  private ImageReference named() {
    String tag = reference.tag();
    return tag == null ? reference : reference.withTag(tag);
  }

  private void write(ImageReference at, Manifest manifest) {
    boolean listed = Retry.of(at.toString(), () -> writer.put(at, manifest));
    Descriptor subject = manifest.subject().orElse(null);
    if (subject != null && !listed) {
      ReferrersTag list = new ReferrersTag(client, reference, subject.digest());
      Retry.run(at.toString(), () -> list.add(manifest));
    }
  }
}
