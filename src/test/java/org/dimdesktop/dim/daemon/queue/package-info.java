/** Tests of the parts of the queue. */
@NullMarked
package org.dimdesktop.dim.daemon.queue;

import org.jspecify.annotations.NullMarked;
