/** Violations that prove the rules. */
@NullMarked
package org.dimdesktop.architecture.planted.engine;

import org.jspecify.annotations.NullMarked;
