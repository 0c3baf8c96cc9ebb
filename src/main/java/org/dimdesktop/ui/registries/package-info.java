/** Registries: their repositories and tags, looked into without pulling. */
@NullMarked
package org.dimdesktop.ui.registries;

import org.jspecify.annotations.NullMarked;
