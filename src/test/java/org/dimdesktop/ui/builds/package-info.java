@NullMarked
package org.dimdesktop.ui.builds;

import org.jspecify.annotations.NullMarked;
