package org.dimdesktop.dim.daemon.store;

import org.dimdesktop.dim.api.CredentialKind;
import org.jspecify.annotations.Nullable;

/** A credential with its secret, for use inside the daemon only. */
public record Credential(
    String host, CredentialKind kind, @Nullable String username, @Nullable String secret) {
  @Override
  public String toString() {
    return "Credential[host=" + host + ", kind=" + kind + ", username=" + username + "]";
  }
}
