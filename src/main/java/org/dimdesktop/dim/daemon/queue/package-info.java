/** The queue of builds and the work of one build. */
@NullMarked
package org.dimdesktop.dim.daemon.queue;

import org.jspecify.annotations.NullMarked;
