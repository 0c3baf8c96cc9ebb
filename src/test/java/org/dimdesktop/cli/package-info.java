/** Tests of the command line, as processes of their own. */
@NullMarked
package org.dimdesktop.cli;

import org.jspecify.annotations.NullMarked;
