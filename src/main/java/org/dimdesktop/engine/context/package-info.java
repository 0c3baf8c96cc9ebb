/** Which engine: contexts, hosts and TLS material, found as the docker command line finds them. */
@NullMarked
package org.dimdesktop.engine.context;

import org.jspecify.annotations.NullMarked;
