package org.dimdesktop.updates.check;

import java.time.Instant;
import java.util.Optional;
import org.dimdesktop.model.Digest;

/**
 * A container of a check.
 *
 * @param localDigest a digest that its repository has the running image under; empty when unknown
 * @param built when the running image was built, where it says so
 */
public record ContainerUpdate(
    RunningContainer container,
    Optional<Digest> localDigest,
    Verdict verdict,
    Optional<Instant> built) {

  /** One of which it is not known when its image was built. */
  public ContainerUpdate(
      RunningContainer container, Optional<Digest> localDigest, Verdict verdict) {
    this(container, localDigest, verdict, Optional.empty());
  }
}
