/** Tests of the image views, against real engines where one is asked. */
@NullMarked
package org.dimdesktop.ui.images;

import org.jspecify.annotations.NullMarked;
