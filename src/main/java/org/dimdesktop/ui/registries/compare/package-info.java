/** The comparison of two tags, in a tab. */
@NullMarked
package org.dimdesktop.ui.registries.compare;

import org.jspecify.annotations.NullMarked;
