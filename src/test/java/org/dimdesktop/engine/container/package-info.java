/** Tests of containers on real engines. */
@NullMarked
package org.dimdesktop.engine.container;

import org.jspecify.annotations.NullMarked;
