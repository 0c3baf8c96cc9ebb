@NullMarked
package org.dimdesktop.app;

import org.jspecify.annotations.NullMarked;
