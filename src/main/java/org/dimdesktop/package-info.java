/** Entry point: the desktop without arguments, else the command line. */
@NullMarked
package org.dimdesktop;

import org.jspecify.annotations.NullMarked;
