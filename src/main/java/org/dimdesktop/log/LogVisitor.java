package org.dimdesktop.log;

import java.io.IOException;

/** Receives raw lines in their order; the bytes are valid during the call only. */
@FunctionalInterface
interface LogVisitor {

  /** Takes one line whose record starts at {@code at}; false ends the reading. */
  boolean line(long line, byte[] buffer, int at) throws IOException;
}
