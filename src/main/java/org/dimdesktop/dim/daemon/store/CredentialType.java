package org.dimdesktop.dim.daemon.store;

import java.util.Locale;

/** What a credential is for. */
public enum CredentialType {
  GIT,
  REGISTRY;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
