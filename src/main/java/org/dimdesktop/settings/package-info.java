/** What a person chose, and where it is kept. */
@NullMarked
package org.dimdesktop.settings;

import org.jspecify.annotations.NullMarked;
