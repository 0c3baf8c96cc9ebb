/** Tests of what wires the parts together. */
@NullMarked
package org.dimdesktop.app;

import org.jspecify.annotations.NullMarked;
