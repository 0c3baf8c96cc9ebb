/** Copies images between registries, the engine, layout folders and archives. */
@NullMarked
package org.dimdesktop.registry.copy;

import org.jspecify.annotations.NullMarked;
