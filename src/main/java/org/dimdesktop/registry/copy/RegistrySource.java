package org.dimdesktop.registry.copy;

import java.util.Optional;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.Manifest;
import org.dimdesktop.registry.RegistryClient;
import org.dimdesktop.registry.Retry;

/** An image in a registry. */
public final class RegistrySource implements ImageSource {
  private final RegistryClient client;
  private final ImageReference reference;

  /** Reads by the digest where the reference has one. */
  public RegistrySource(RegistryClient client, ImageReference reference) {
    this.client = client;
    this.reference = reference.withDefaultTag();
  }

  @Override
  public Manifest top() {
    return client.manifest(reference);
  }

  @Override
  public Manifest manifest(Descriptor child) {
    ImageReference at = reference.withDigest(child.digest());
    return Retry.of(at.toString(), () -> client.manifest(at));
  }

  @Override
  public BlobSource blob(Descriptor blob) {
    return client.source(reference, blob);
  }

  @Override
  public Optional<ImageReference> repository() {
    return Optional.of(reference);
  }
}
