/** The view of updates: which containers are behind, and bringing them forward. */
@NullMarked
package org.dimdesktop.ui.updates;

import org.jspecify.annotations.NullMarked;
