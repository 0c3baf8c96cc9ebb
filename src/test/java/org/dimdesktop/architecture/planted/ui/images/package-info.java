/** Violations that prove the rules. */
@NullMarked
package org.dimdesktop.architecture.planted.ui.images;

import org.jspecify.annotations.NullMarked;
