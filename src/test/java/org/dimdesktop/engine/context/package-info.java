@NullMarked
package org.dimdesktop.engine.context;

import org.jspecify.annotations.NullMarked;
