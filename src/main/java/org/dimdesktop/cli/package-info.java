/** The command line {@code dim}: thin commands over the same core as the desktop. */
@NullMarked
package org.dimdesktop.cli;

import org.jspecify.annotations.NullMarked;
