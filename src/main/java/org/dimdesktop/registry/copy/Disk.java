package org.dimdesktop.registry.copy;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.dimdesktop.registry.Interrupts;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What all that reads and writes files here has in common. */
final class Disk {
  private static final Logger LOG = LoggerFactory.getLogger(Disk.class);
  private static final int BUFFER = 128 << 10;

  private Disk() {}

  /** Moves a stream to its end; the position is told after every buffer. */
  static void transfer(InputStream in, OutputStream out, LongConsumer moved) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long position = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      out.write(buffer, 0, n);
      position += n;
      moved.accept(position);
    }
  }

  /** What an exception from the file system stands for. */
  static FailureException failure(String action, String subject, IOException e) {
    if (e instanceof ClosedByInterruptException || Thread.currentThread().isInterrupted()) {
      return Interrupts.cancelled(action, subject);
    }
    String message = String.valueOf(e.getMessage());
    if (message.contains("No space left") || message.contains("not enough space")) {
      return new FailureException(
          new Failure.DiskFull(action, subject, "no space is left on the disk"), e);
    }
    String reason = e instanceof FileSystemException f ? f.getReason() : null;
    String why = e.getClass().getSimpleName() + ": " + message;
    return new FailureException(
        new Failure.Invalid(action, subject, reason == null ? why : reason, null), e);
  }

  /** Deletes a folder with all that is in it, as far as that goes. */
  static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      for (Path path : all.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(path);
      }
    } catch (IOException e) {
      LOG.warn("{} cannot be deleted: {}", folder, e.getMessage());
    }
  }
}
