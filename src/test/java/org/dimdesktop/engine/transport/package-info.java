@NullMarked
package org.dimdesktop.engine.transport;

import org.jspecify.annotations.NullMarked;
