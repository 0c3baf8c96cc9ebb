/** The HTTP API of updates, and the automatic ones. */
@NullMarked
package org.dimdesktop.updates.api;

import org.jspecify.annotations.NullMarked;
