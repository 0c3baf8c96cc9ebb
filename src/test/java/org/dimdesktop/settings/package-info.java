/** Tests of the settings. */
@NullMarked
package org.dimdesktop.settings;

import org.jspecify.annotations.NullMarked;
