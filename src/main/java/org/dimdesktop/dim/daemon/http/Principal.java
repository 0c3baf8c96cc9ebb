package org.dimdesktop.dim.daemon.http;

import java.time.Instant;
import org.dimdesktop.dim.api.TokenScope;
import org.jspecify.annotations.Nullable;

/**
 * Whose request it is.
 *
 * @param name whom builds are requested by: the user, or the access token's name
 * @param session whether it comes from a login
 */
record Principal(
    String tokenId,
    String user,
    String name,
    TokenScope scope,
    boolean session,
    @Nullable Instant expiresAt) {}
