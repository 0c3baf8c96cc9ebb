package org.dimdesktop.dim.api;

import org.jspecify.annotations.Nullable;

/** A credential on its way into the daemon: the body of {@code PUT /credentials/…}. */
public record CredentialUpdate(
    CredentialKind kind, @Nullable String username, @Nullable String secret) {
  @Override
  public String toString() {
    return "CredentialUpdate[kind=" + kind + ", username=" + username + ", secret=***]";
  }
}
