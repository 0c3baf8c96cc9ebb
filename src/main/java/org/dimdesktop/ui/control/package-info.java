/** Our own controls. */
@NullMarked
package org.dimdesktop.ui.control;

import org.jspecify.annotations.NullMarked;
