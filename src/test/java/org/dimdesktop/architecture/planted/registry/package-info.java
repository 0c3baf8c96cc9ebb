/** Violations that prove the rules. */
@NullMarked
package org.dimdesktop.architecture.planted.registry;

import org.jspecify.annotations.NullMarked;
