/** What the daemon keeps: builds, log lines, credentials and tokens in SQLite. */
@NullMarked
package org.dimdesktop.dim.daemon.store;

import org.jspecify.annotations.NullMarked;
