/** Deleting tags: what would go with them, and doing it. */
@NullMarked
package org.dimdesktop.registry.delete;

import org.jspecify.annotations.NullMarked;
