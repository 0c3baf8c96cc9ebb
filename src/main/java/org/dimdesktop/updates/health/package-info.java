/** Decides whether a new container is well. */
@NullMarked
package org.dimdesktop.updates.health;

import org.jspecify.annotations.NullMarked;
