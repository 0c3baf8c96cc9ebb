/** Tests of the container views, against real engines where one is asked. */
@NullMarked
package org.dimdesktop.ui.containers;

import org.jspecify.annotations.NullMarked;
