/** Tests of the daemon's clones. */
@NullMarked
package org.dimdesktop.dim.daemon.git;

import org.jspecify.annotations.NullMarked;
