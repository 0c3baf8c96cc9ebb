/** The updates that were made, and the way back. */
@NullMarked
package org.dimdesktop.ui.updates.history;

import org.jspecify.annotations.NullMarked;
