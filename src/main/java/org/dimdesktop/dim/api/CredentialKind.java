package org.dimdesktop.dim.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** How a host wants to be spoken to. */
public enum CredentialKind {
  @JsonProperty("basic")
  BASIC,
  @JsonProperty("token")
  TOKEN,
  @JsonProperty("anonymous")
  ANONYMOUS;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
