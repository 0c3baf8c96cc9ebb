/** Containers of the engine: list, create, control, logs, statistics. */
@NullMarked
package org.dimdesktop.engine.container;

import org.jspecify.annotations.NullMarked;
