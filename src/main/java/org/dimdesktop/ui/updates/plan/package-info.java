/** Shows what an update will do, before it is done. */
@NullMarked
package org.dimdesktop.ui.updates.plan;

import org.jspecify.annotations.NullMarked;
