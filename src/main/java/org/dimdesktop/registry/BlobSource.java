package org.dimdesktop.registry;

import java.io.InputStream;

/** A blob that can be read from any place on, as often as it takes to get it across. */
public interface BlobSource {
  /**
   * Opens the blob; blocks. From 0 on the whole is verified: the read that reaches the end throws
   * {@link org.dimdesktop.task.FailureException} when it is not the content that the digest names.
   *
   * @param offset bytes to leave out, at most the blob's size
   */
  InputStream open(long offset);
}
