/** Tests of the shared parts of the window. */
@NullMarked
package org.dimdesktop.ui.operations;

import org.jspecify.annotations.NullMarked;
