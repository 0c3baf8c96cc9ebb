/** Tests of the HTTP server of the dim daemon. */
@NullMarked
package org.dimdesktop.dim.daemon.http;

import org.jspecify.annotations.NullMarked;
