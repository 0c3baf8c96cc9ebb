/** Tests of the package of the same name. */
@NullMarked
package org.dimdesktop.registry.compare;

import org.jspecify.annotations.NullMarked;
