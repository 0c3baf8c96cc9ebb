@NullMarked
package org.dimdesktop.registry.referrers;

import org.jspecify.annotations.NullMarked;
