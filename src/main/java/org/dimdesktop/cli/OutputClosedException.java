package org.dimdesktop.cli;

/**
 * Nobody reads the output any more, as after {@code dim logs ID | head}: a reason to end, and none
 * to complain.
 */
final class OutputClosedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  OutputClosedException() {
    super("nobody reads the output any more");
  }
}
