package org.dimdesktop.registry.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** The images of an engine, as copies need them; every call blocks and may be interrupted. */
public interface EngineImages {
  /** Writes the file of {@code docker save}. */
  @FunctionalInterface
  interface Archive {
    /** Writes everything, once, and leaves the stream open. */
    void writeTo(OutputStream out) throws IOException;
  }

  /** An image as {@code docker save} gives it; the caller closes the stream. */
  InputStream save(String image);

  /** Gives the engine an image as {@code docker load} does. */
  void load(String image, Archive archive);
}
