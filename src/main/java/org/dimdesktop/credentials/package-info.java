/** The logins of this user's registries, where docker and podman keep them. */
@NullMarked
package org.dimdesktop.credentials;

import org.jspecify.annotations.NullMarked;
