/** What can be done with registries, repositories and tags: copy, save, tag, delete, log in. */
@NullMarked
package org.dimdesktop.ui.registries.actions;

import org.jspecify.annotations.NullMarked;
