/** The images of the engine: list, details, pull, tag, push, remove, prune, run. */
@NullMarked
package org.dimdesktop.ui.images;

import org.jspecify.annotations.NullMarked;
