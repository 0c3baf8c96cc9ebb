/** Tests of updates on real engines and registries. */
@NullMarked
package org.dimdesktop.updates;

import org.jspecify.annotations.NullMarked;
