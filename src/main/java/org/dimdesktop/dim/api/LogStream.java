package org.dimdesktop.dim.api;

import com.fasterxml.jackson.annotation.JsonProperty;

/** Where a log line came from; {@code SYSTEM} is the daemon itself. */
public enum LogStream {
  @JsonProperty("stdout")
  STDOUT("stdout"),
  @JsonProperty("stderr")
  STDERR("stderr"),
  @JsonProperty("system")
  SYSTEM("system");

  private final String wire;

  LogStream(String wire) {
    this.wire = wire;
  }

  /** The name on the wire. */
  public String wire() {
    return wire;
  }

  /**
   * The stream of a name on the wire.
   *
   * @throws IllegalArgumentException when there is none
   */
  public static LogStream ofWire(String wire) {
    return switch (wire) {
      case "stdout" -> STDOUT;
      case "stderr" -> STDERR;
      case "system" -> SYSTEM;
      default -> throw new IllegalArgumentException("no stream of a log: " + wire);
    };
  }
}
