/** Images of the engine: list, inspect, pull, push, tag, remove, prune. */
@NullMarked
package org.dimdesktop.engine.image;

import org.jspecify.annotations.NullMarked;
