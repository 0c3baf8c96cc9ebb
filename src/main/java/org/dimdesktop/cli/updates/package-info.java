/** The commands {@code dim updates …}. */
@NullMarked
package org.dimdesktop.cli.updates;

import org.jspecify.annotations.NullMarked;
