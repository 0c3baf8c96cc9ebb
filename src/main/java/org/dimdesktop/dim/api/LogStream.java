package org.dimdesktop.dim.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;

/** Where a log line came from; {@code SYSTEM} is the daemon itself. */
public enum LogStream {
  @JsonProperty("stdout")
  STDOUT,
  @JsonProperty("stderr")
  STDERR,
  @JsonProperty("system")
  SYSTEM;

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }
}
