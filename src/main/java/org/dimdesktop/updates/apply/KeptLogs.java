package org.dimdesktop.updates.apply;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.dimdesktop.engine.container.ContainerService;
import org.dimdesktop.engine.container.LogOptions;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.OperationContext;

/** Keeps the last lines of a new container that is removed, for whoever asks why. */
final class KeptLogs {
  private static final int LINES = 2000;

  private final Path folder;
  private final ContainerService containers;

  KeptLogs(Path folder, ContainerService containers) {
    this.folder = folder;
    this.containers = containers;
  }

  /** A log that cannot be read is told in the journal and keeps nothing from being put back. */
  void keep(Journal journal, JournalMember member, String container) {
    Path file = folder.resolve(journal.id() + "-" + member.name() + ".log");
    try {
      Files.createDirectories(folder, JournalFiles.mode(folder, "rwx------"));
      Files.deleteIfExists(file);
      try (OutputStream out =
          new BufferedOutputStream(
              Channels.newOutputStream(
                  Files.newByteChannel(
                      file,
                      Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                      JournalFiles.mode(file, "rw-------"))))) {
        containers.logs(
            container,
            new LogOptions(false, null, LINES, true),
            (channel, bytes, offset, length) -> line(out, bytes, offset, length),
            OperationContext.NONE);
      }
      member.log(file.getFileName().toString());
    } catch (IOException | UncheckedIOException e) {
      journal.event("the log of the new container could not be kept: " + e.getMessage());
    } catch (FailureException e) {
      journal.event("the log of the new container could not be read: " + e.failure().cause());
    }
  }

  private static void line(OutputStream out, byte[] bytes, int offset, int length) {
    try {
      out.write(bytes, offset, length);
      out.write('\n');
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** A log that was kept. */
  String read(String file) {
    try {
      return Files.readString(folder.resolve(file));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
