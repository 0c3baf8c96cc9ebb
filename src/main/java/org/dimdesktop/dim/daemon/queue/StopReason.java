package org.dimdesktop.dim.daemon.queue;

/** Why a running build is stopped from outside. */
enum StopReason {
  CANCEL,
  TIMEOUT,
  SHUTDOWN,
  /** Others take this daemon for dead; it must neither go on nor record anything. */
  LEASE_LOST
}
