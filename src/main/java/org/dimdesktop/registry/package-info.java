/** OCI distribution client: one class per endpoint, authentication, errors in a person's words. */
@NullMarked
package org.dimdesktop.registry;

import org.jspecify.annotations.NullMarked;
