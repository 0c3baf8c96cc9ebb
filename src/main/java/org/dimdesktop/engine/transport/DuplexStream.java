package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** A connection in both directions; closing it from any thread ends a blocked read at once. */
public interface DuplexStream extends AutoCloseable {
  /** What the other side sends. */
  InputStream input();

  /** What is sent to the other side; flush to have it go out. */
  OutputStream output();

  /** Tells the other side that nothing more will be written; reading goes on. */
  void halfClose() throws IOException;

  @Override
  void close();
}
