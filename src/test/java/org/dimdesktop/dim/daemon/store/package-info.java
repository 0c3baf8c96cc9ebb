/** Tests of the daemon's stores, on SQLite and PostgreSQL. */
@NullMarked
package org.dimdesktop.dim.daemon.store;

import org.jspecify.annotations.NullMarked;
