/** Builds of the dim daemon: the list, the form for a new one, and a tab for each opened one. */
@NullMarked
package org.dimdesktop.ui.builds;

import org.jspecify.annotations.NullMarked;
