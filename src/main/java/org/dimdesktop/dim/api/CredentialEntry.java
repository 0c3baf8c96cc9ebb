package org.dimdesktop.dim.api;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** That the daemon has a credential for a host; the secret never leaves it. */
public record CredentialEntry(
    String host, CredentialKind kind, @Nullable String username, Instant updatedAt) {}
