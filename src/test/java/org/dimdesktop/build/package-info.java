@NullMarked
package org.dimdesktop.build;

import org.jspecify.annotations.NullMarked;
