/** Long operations, their progress, and failures told for a person. */
@NullMarked
package org.dimdesktop.task;

import org.jspecify.annotations.NullMarked;
