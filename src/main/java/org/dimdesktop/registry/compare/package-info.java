/** What tells two images in registries apart. */
@NullMarked
package org.dimdesktop.registry.compare;

import org.jspecify.annotations.NullMarked;
