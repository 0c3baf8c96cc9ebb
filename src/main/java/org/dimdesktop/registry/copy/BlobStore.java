package org.dimdesktop.registry.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.function.LongConsumer;
import org.dimdesktop.model.Digest;
import org.dimdesktop.registry.BlobSource;
import org.dimdesktop.registry.Descriptor;
import org.dimdesktop.registry.RegistryWriter.Arrival;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/** A folder of blobs as an OCI layout has it: {@code blobs/ALGORITHM/HEX}. */
final class BlobStore {
  /** Bytes that were spoiled on the way may come right the next time. */
  private static final int MAX_TRIES = 3;

  private final Path folder;
  private final String subject;

  BlobStore(Path layout, String subject) {
    this.folder = layout.resolve("blobs");
    this.subject = subject;
  }

  Path path(Digest digest) {
    return folder.resolve(digest.algorithm()).resolve(digest.hex());
  }

  boolean has(Descriptor blob) {
    try {
      return Files.size(path(blob.digest())) == blob.size();
    } catch (IOException _) {
      return false;
    }
  }

  /** A blob that is here, verified while it is read. */
  BlobSource source(Descriptor blob) {
    return BlobSource.ofFile(path(blob.digest()), blob, subject);
  }

  /** Under its name there is never half a blob, nor a wrong one. */
  Arrival put(Descriptor blob, BlobSource from, LongConsumer moved) {
    if (has(blob)) {
      return Arrival.EXISTED;
    }
    for (int tries = 1; ; tries++) {
      try {
        return write(blob, from, moved);
      } catch (FailureException e) {
        if (tries == MAX_TRIES || !(e.failure() instanceof Failure.Broken)) {
          throw e;
        }
      }
    }
  }

  private Arrival write(Descriptor blob, BlobSource from, LongConsumer moved) {
    Path path = path(blob.digest());
    try {
      Files.createDirectories(path.getParent());
      Path part = Files.createTempFile(path.getParent(), ".part-", "");
      try {
        try (InputStream in = from.open(0);
            OutputStream out = Files.newOutputStream(part)) {
          Disk.transfer(in, out, moved);
        }
        shown(part);
        Files.move(part, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(part);
      }
      return Arrival.UPLOADED;
    } catch (IOException e) {
      throw Disk.failure("write", subject, e);
    }
  }

  /** A temporary file is its owner's alone; an image in a folder is for whoever may read that. */
  static void shown(Path file) throws IOException {
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(
          file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-r--r--"));
    }
  }
}
