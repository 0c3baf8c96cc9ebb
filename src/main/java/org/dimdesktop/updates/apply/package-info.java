/** Carries out updates step by step, so that a failure or a crash at any point puts all back. */
@NullMarked
package org.dimdesktop.updates.apply;

import org.jspecify.annotations.NullMarked;
