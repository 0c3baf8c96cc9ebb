/** Tests of operations and failures. */
@NullMarked
package org.dimdesktop.task;

import org.jspecify.annotations.NullMarked;
