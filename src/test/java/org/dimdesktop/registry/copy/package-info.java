/** Tests of copies against real registries, misbehaving ones, and skopeo. */
@NullMarked
package org.dimdesktop.registry.copy;

import org.jspecify.annotations.NullMarked;
