@NullMarked
package org.dimdesktop.ui.updates;

import org.jspecify.annotations.NullMarked;
