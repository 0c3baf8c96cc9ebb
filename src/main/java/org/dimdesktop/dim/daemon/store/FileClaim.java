package org.dimdesktop.dim.daemon.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Holds a database file for one process, by a lock that the system drops when the process ends. It
 * is on a file beside the database: closing any handle on the database itself would drop the locks
 * that SQLite has there.
 */
final class FileClaim implements AutoCloseable {
  private final FileChannel channel;

  private FileClaim(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * Takes the file.
   *
   * @throws FailureException {@code Conflict} when another daemon has it
   */
  static FileClaim of(Path database) throws IOException {
    Path file = Files.exists(database) ? database.toRealPath() : database;
    Path pid = file.resolveSibling(file.getFileName() + ".pid");
    FileChannel channel =
        FileChannel.open(
            file.resolveSibling(file.getFileName() + ".lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.WRITE);
    if (!lock(channel)) {
      channel.close();
      String owner = owner(pid);
      throw new FailureException(
          new Failure.Conflict(
              "open the database",
              file.toString(),
              "another dim daemon ("
                  + owner
                  + ") uses this file; stop it, give this one a file of its own with --database,"
                  + " or let both share a PostgreSQL database",
              List.of(owner)));
    }
    // In a file of its own: on some systems nobody else can read a locked one.
    Files.writeString(pid, Long.toString(ProcessHandle.current().pid()));
    return new FileClaim(channel);
  }

  private static boolean lock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock() != null;
    } catch (OverlappingFileLockException e) {
      return false;
    }
  }

  private static String owner(Path pid) throws IOException {
    try {
      return "process " + Files.readString(pid, UTF_8).strip();
    } catch (NoSuchFileException e) {
      return "an unknown process";
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
