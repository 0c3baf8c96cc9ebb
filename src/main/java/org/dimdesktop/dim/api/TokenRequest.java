package org.dimdesktop.dim.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A wish for a new access token: the body of {@code POST /tokens}. */
public record TokenRequest(String name, TokenScope scope, @Nullable Instant expiresAt) {}
