/** The one place that wires services together, and their life cycle. */
@NullMarked
package org.dimdesktop.app;

import org.jspecify.annotations.NullMarked;
