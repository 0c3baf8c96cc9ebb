/** The HTTP face of the daemon. */
@NullMarked
package org.dimdesktop.dim.daemon.http;

import org.jspecify.annotations.NullMarked;
