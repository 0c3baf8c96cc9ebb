/** Tests of the package of the same name. */
@NullMarked
package org.dimdesktop.ui.registries.actions;

import org.jspecify.annotations.NullMarked;
