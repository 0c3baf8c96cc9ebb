/** Finds out which running containers are behind what their registry has. */
@NullMarked
package org.dimdesktop.updates.check;

import org.jspecify.annotations.NullMarked;
