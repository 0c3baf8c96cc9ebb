/** Which containers are behind, and bringing them forward without ever losing one. */
@NullMarked
package org.dimdesktop.updates;

import org.jspecify.annotations.NullMarked;
