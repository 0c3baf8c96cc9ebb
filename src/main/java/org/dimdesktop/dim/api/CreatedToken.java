package org.dimdesktop.dim.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A new access token, shown this once. */
public record CreatedToken(
    String id,
    String name,
    TokenScope scope,
    Instant createdAt,
    @Nullable Instant lastUsedAt,
    @Nullable Instant expiresAt,
    String token) {
  @Override
  public String toString() {
    return "CreatedToken[id=" + id + ", name=" + name + ", token=***]";
  }
}
