/**
 * Says beforehand what an update does: which settings are carried, who depends on the container.
 */
@NullMarked
package org.dimdesktop.updates.plan;

import org.jspecify.annotations.NullMarked;
