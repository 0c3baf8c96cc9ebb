package org.dimdesktop.registry;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** A blob that can be read from any place on, as often as it takes to get it across. */
public interface BlobSource {
  /**
   * Opens the blob; blocks. From 0 on the whole is verified: the read that reaches the end throws
   * {@link org.dimdesktop.task.FailureException} when it is not the content that the digest names.
   *
   * @param offset bytes to leave out, at most the blob's size
   */
  InputStream open(long offset);

  /**
   * A blob in a file.
   *
   * @param subject what it belongs to, for failures
   */
  static BlobSource ofFile(Path file, Descriptor blob, String subject) {
    return offset -> {
      try {
        InputStream in = Files.newInputStream(file);
        if (offset > 0) {
          in.skipNBytes(offset);
          return in;
        }
        return verified(in, blob, subject);
      } catch (IOException e) {
        throw unreadable(blob, subject, e);
      }
    };
  }

  /** A stream from the blob's first byte on, verified at its end as {@link #open} says. */
  static InputStream verified(InputStream in, Descriptor blob, String subject) {
    return new VerifiedStream(in, blob, "read", subject, e -> unreadable(blob, subject, e));
  }

  private static FailureException unreadable(Descriptor blob, String subject, IOException e) {
    return new FailureException(
        e instanceof NoSuchFileException
            ? new Failure.NotFound("read", subject, "it lacks " + blob.digest())
            : new Failure.Broken(
                "read", subject, e.getClass().getSimpleName() + ": " + e.getMessage()),
        e);
  }
}
