package org.dimdesktop.dim.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An access token as it is listed, without the token itself. */
public record TokenInfo(
    String id,
    String name,
    TokenScope scope,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant expiresAt) {}
