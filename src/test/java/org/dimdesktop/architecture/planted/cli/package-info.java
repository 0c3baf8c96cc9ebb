/** Violations that prove the rules. */
@NullMarked
package org.dimdesktop.architecture.planted.cli;

import org.jspecify.annotations.NullMarked;
