/** Values that are parsed once and then trusted; they stand on the JDK alone. */
@NullMarked
package org.dimdesktop.model;

import org.jspecify.annotations.NullMarked;
