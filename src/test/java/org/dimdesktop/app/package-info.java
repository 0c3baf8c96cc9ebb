/** The whole program on real servers, used through its own window. */
@NullMarked
package org.dimdesktop.app;

import org.jspecify.annotations.NullMarked;
