/** Tests of the package's real behaviour. */
@NullMarked
package org.dimdesktop.credentials;

import org.jspecify.annotations.NullMarked;
