/** Tests of the way to a registry. */
@NullMarked
package org.dimdesktop.registry.network;

import org.jspecify.annotations.NullMarked;
