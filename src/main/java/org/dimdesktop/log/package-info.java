/** Logs on disk: a bounded store of lines, search over it, and reading of terminal colours. */
@NullMarked
package org.dimdesktop.log;

import org.jspecify.annotations.NullMarked;
