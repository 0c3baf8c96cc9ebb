package org.dimdesktop.dim.api;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where a build stands; it only ever moves forward. */
public enum BuildStatus {
  @JsonProperty("queued")
  QUEUED,
  @JsonProperty("running")
  RUNNING,
  @JsonProperty("success")
  SUCCESS,
  @JsonProperty("failure")
  FAILURE,
  @JsonProperty("canceled")
  CANCELED;

  /** Says whether the build has ended. */
  public boolean isEnd() {
    return compareTo(SUCCESS) >= 0;
  }

  /** The name on the wire. */
  public String wire() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The status with this name on the wire; empty when there is none. */
  public static Optional<BuildStatus> ofWire(String wire) {
    return Arrays.stream(values()).filter(s -> s.wire().equals(wire)).findFirst();
  }
}
