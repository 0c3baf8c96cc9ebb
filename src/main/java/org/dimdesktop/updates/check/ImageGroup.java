package org.dimdesktop.updates.check;

import java.util.List;
import java.util.Optional;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;

/**
 * The running containers of one image.
 *
 * @param remoteDigest what the registry has under that name; empty when unknown or not asked
 */
public record ImageGroup(
    ImageReference image, Optional<Digest> remoteDigest, List<ContainerUpdate> containers) {
  public ImageGroup {
    containers = List.copyOf(containers);
  }

  /** The short name of the image, with its tag. */
  public String name() {
    return image.familiar();
  }

  /** The status of them all. */
  public Status status() {
    return Status.ofGroup(containers.stream().map(c -> c.verdict().status()).toList());
  }
}
