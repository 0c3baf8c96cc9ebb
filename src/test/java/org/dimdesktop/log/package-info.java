/** Tests of the package. */
@NullMarked
package org.dimdesktop.log;

import org.jspecify.annotations.NullMarked;
