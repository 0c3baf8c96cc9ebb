/** The records of the dim API's wire, shared by its daemon and its client. */
@NullMarked
package org.dimdesktop.dim.api;

import org.jspecify.annotations.NullMarked;
