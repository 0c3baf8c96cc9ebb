/** Tells people what was found and done while nobody looked. */
@NullMarked
package org.dimdesktop.updates.notice;

import org.jspecify.annotations.NullMarked;
