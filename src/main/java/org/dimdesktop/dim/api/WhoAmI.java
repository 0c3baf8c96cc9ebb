package org.dimdesktop.dim.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Whose token it is; {@code expiresAt} is null for one that never expires. */
public record WhoAmI(String user, TokenScope scope, String tokenId, @Nullable Instant expiresAt) {}
