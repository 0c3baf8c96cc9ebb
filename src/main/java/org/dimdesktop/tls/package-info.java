/** Certificates, keys and whom to trust, for all that speaks TLS. */
@NullMarked
package org.dimdesktop.tls;

import org.jspecify.annotations.NullMarked;
