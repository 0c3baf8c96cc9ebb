/** Tests of updates on real engines and registries. */
@NullMarked
package org.dimdesktop.updates.plan;

import org.jspecify.annotations.NullMarked;
