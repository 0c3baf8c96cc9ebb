/** The view of the settings. */
@NullMarked
package org.dimdesktop.ui.settings;

import org.jspecify.annotations.NullMarked;
