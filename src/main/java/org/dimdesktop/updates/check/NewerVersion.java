package org.dimdesktop.updates.check;

import java.net.URI;
import java.time.Instant;
import java.util.Optional;

/**
 * A tag that is newer than the one in use.
 *
 * @param built when its image was built, where it says so
 * @param notes where its source tells what is new, where the image in use names its source
 */
public record NewerVersion(String tag, Optional<Instant> built, Optional<URI> notes) {}
