/** Tests of updates on real engines and registries. */
@NullMarked
package org.dimdesktop.updates.apply;

import org.jspecify.annotations.NullMarked;
