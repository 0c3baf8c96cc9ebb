/** The window itself: navigation, header, bottom pane, command palette. */
@NullMarked
package org.dimdesktop.ui.shell;

import org.jspecify.annotations.NullMarked;
