/** Tests of the registries view. */
@NullMarked
package org.dimdesktop.ui.registries;

import org.jspecify.annotations.NullMarked;
