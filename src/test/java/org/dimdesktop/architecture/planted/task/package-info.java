/** Violations that prove the rules. */
@NullMarked
package org.dimdesktop.architecture.planted.task;

import org.jspecify.annotations.NullMarked;
