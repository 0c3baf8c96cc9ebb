/** Carries out updates as operations of the drawer. */
@NullMarked
package org.dimdesktop.ui.updates.run;

import org.jspecify.annotations.NullMarked;
