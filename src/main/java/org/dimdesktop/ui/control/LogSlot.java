package org.dimdesktop.ui.control;

/**
 * What one row shows: the piece {@code [from, to)} of a line.
 *
 * @param sub the piece's number within a wrapped line
 */
record LogSlot(LogLine line, int sub, int from, int to) {

  long number() {
    return line.line();
  }
}
