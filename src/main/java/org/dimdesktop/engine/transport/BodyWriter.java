package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.io.OutputStream;

/** Writes the body of a request while it is sent, once, on the calling thread. */
@FunctionalInterface
public interface BodyWriter {
  /** Writes everything to {@code out} and leaves it open. */
  void writeTo(OutputStream out) throws IOException;
}
