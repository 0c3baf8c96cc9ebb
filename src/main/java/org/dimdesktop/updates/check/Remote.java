package org.dimdesktop.updates.check;

import java.time.Instant;
import org.dimdesktop.model.Digest;
import org.dimdesktop.model.ImageReference;

/**
 * What a registry has under a name.
 *
 * @param byEngine whether the engine was asked, because the registry could not be
 */
record Remote(ImageReference reference, Digest digest, boolean byEngine, Instant at) {}
