package org.dimdesktop.dim.daemon.store;

/** A build is not, or no longer, this daemon's to run. */
public final class LeaseLostException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  LeaseLostException(String buildId) {
    super("build " + buildId + " was ended by another daemon");
  }
}
