/** Shallow clones of what is to be built. */
@NullMarked
package org.dimdesktop.dim.daemon.git;

import org.jspecify.annotations.NullMarked;
