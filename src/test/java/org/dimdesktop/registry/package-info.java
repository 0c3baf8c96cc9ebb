/** Tests of the package's real behaviour. */
@NullMarked
package org.dimdesktop.registry;

import org.jspecify.annotations.NullMarked;
