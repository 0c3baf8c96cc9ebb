/** The list of long operations at the bottom of the window. */
@NullMarked
package org.dimdesktop.ui.operations;

import org.jspecify.annotations.NullMarked;
