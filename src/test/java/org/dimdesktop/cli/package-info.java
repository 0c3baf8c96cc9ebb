/** Tests of the command line. */
@NullMarked
package org.dimdesktop.cli;

import org.jspecify.annotations.NullMarked;
