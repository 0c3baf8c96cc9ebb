/** Tests of how the daemon keeps secrets. */
@NullMarked
package org.dimdesktop.dim.daemon.secret;

import org.jspecify.annotations.NullMarked;
