/** Tests of the package's real behaviour. */
@NullMarked
package org.dimdesktop.model;

import org.jspecify.annotations.NullMarked;
