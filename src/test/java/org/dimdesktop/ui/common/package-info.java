/** Tests of the shared parts of the window. */
@NullMarked
package org.dimdesktop.ui.common;

import org.jspecify.annotations.NullMarked;
