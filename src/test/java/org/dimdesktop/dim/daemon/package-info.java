/** Tests of the dim daemon. */
@NullMarked
package org.dimdesktop.dim.daemon;

import org.jspecify.annotations.NullMarked;
