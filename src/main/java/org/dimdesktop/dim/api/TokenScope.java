package org.dimdesktop.dim.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** What a token may do. */
public enum TokenScope {
  @JsonProperty("admin")
  ADMIN,
  @JsonProperty("build")
  BUILD;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
