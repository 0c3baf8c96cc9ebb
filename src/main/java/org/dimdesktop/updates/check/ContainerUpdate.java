package org.dimdesktop.updates.check;

import java.util.Optional;
import org.dimdesktop.model.Digest;

/**
 * A container of a check.
 *
 * @param localDigest a digest that its repository has the running image under; empty when unknown
 */
public record ContainerUpdate(
    RunningContainer container, Optional<Digest> localDigest, Verdict verdict) {}
