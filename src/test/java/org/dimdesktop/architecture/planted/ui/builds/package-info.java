/** Violations that prove the rules. */
@NullMarked
package org.dimdesktop.architecture.planted.ui.builds;

import org.jspecify.annotations.NullMarked;
