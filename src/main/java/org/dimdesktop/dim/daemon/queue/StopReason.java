package org.dimdesktop.dim.daemon.queue;

/** Why a running build is stopped from outside. */
enum StopReason {
  CANCEL,
  TIMEOUT,
  SHUTDOWN
}
