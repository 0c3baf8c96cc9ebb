/** Secrets at rest and on their way out: encryption, hashes, masking. */
@NullMarked
package org.dimdesktop.dim.daemon.secret;

import org.jspecify.annotations.NullMarked;
