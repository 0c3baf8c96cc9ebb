package org.dimdesktop.updates.apply;

/** Where an update is. */
public enum UpdateState {
  /** It goes on, or its process ended in the middle. */
  RUNNING,
  /** The old containers are being put back, or the process ended at that. */
  ROLLING_BACK,
  /** The new containers run; the old ones wait for the end of their grace. */
  COMMITTED,
  /** The old containers run again, and the new ones are gone. */
  ROLLED_BACK,
  /** The registry's image turned out to be the one that runs. */
  UNCHANGED,
  /** The old containers are gone. */
  RETIRED;

  /** Whether a process must still put things in order. */
  public boolean isOpen() {
    return this == RUNNING || this == ROLLING_BACK;
  }
}
