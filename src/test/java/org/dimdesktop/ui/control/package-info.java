/** Tests of the package. */
@NullMarked
package org.dimdesktop.ui.control;

import org.jspecify.annotations.NullMarked;
