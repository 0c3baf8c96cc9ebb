/** Tests of the package of the same name. */
@NullMarked
package org.dimdesktop.registry.delete;

import org.jspecify.annotations.NullMarked;
