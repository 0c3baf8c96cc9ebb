package org.dimdesktop.updates.plan;

import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;
import org.jspecify.annotations.Nullable;

/**
 * What a container is brought to.
 *
 * @param image the reference that it was started with
 * @param digest what is pulled; null where the image is here already under that reference
 */
public record Target(ImageReference image, @Nullable Digest digest) {}
