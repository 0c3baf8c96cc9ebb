/** The containers of the engine: list, life cycle, details, logs, live statistics. */
@NullMarked
package org.dimdesktop.ui.containers;

import org.jspecify.annotations.NullMarked;
