/** Tests of the whole product. */
@NullMarked
package org.dimdesktop;

import org.jspecify.annotations.NullMarked;
