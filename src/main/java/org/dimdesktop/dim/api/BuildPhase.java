package org.dimdesktop.dim.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a running build is doing. */
public enum BuildPhase {
  @JsonProperty("clone")
  CLONE,
  @JsonProperty("build")
  BUILD,
  @JsonProperty("push")
  PUSH;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
