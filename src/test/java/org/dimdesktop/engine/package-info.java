@NullMarked
package org.dimdesktop.engine;

import org.jspecify.annotations.NullMarked;
