@NullMarked
package org.dimdesktop.dim.client;

import org.jspecify.annotations.NullMarked;
