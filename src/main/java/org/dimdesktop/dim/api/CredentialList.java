package org.dimdesktop.dim.api;

import java.util.List;

/** The hosts that the daemon has credentials for. */
public record CredentialList(List<CredentialEntry> git, List<CredentialEntry> registry) {
  public CredentialList {
    git = List.copyOf(git);
    registry = List.copyOf(registry);
  }
}
