package org.dimdesktop.engine.container;

import java.util.Locale;

/** Where a container is in its life. */
public enum ContainerStatus {
  CREATED,
  RUNNING,
  PAUSED,
  RESTARTING,
  REMOVING,
  EXITED,
  DEAD,
  UNKNOWN;

  /** Says whether its process lives. */
  public boolean isUp() {
    return this == RUNNING || this == PAUSED || this == RESTARTING;
  }

  /** Takes the engine's word; one that is not known is {@link #UNKNOWN}. */
  public static ContainerStatus of(String word) {
    for (ContainerStatus status : values()) {
      if (status.name().equals(word.toUpperCase(Locale.ROOT))) {
        return status;
      }
    }
    return UNKNOWN;
  }
}
