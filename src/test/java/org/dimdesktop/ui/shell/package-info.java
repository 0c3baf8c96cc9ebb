/** Tests of the shared parts of the window. */
@NullMarked
package org.dimdesktop.ui.shell;

import org.jspecify.annotations.NullMarked;
