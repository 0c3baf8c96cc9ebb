package org.dimdesktop.dim.daemon;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.dimdesktop.dim.daemon.git.Checkout;
import org.dimdesktop.dim.daemon.secret.PrivateFiles;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** A daemon's directory, held by one daemon at a time. */
final class DataDir implements AutoCloseable {
  private final Path directory;
  private final FileChannel lockFile;

  private DataDir(Path directory, FileChannel lockFile) {
    this.directory = directory;
    this.lockFile = lockFile;
  }

  /**
   * Takes the directory, makes it if it is missing, and removes what a killed daemon left of its
   * clones.
   *
   * @throws FailureException {@code Conflict} when another daemon holds it
   */
  static DataDir open(Path directory) throws IOException {
    PrivateFiles.createDirectories(directory);
    FileChannel channel =
        FileChannel.open(
            directory.resolve("daemon.lock"),
            StandardOpenOption.CREATE,
            StandardOpenOption.READ,
            StandardOpenOption.WRITE);
    FileLock lock = tryLock(channel);
    if (lock == null) {
      channel.close();
      String owner = Files.readString(directory.resolve("daemon.pid"));
      throw new FailureException(
          new Failure.Conflict(
              "start the dim daemon in",
              directory.toString(),
              "another dim daemon uses this data directory (process " + owner + ")",
              List.of("process " + owner)));
    }
    Files.writeString(
        directory.resolve("daemon.pid"), Long.toString(ProcessHandle.current().pid()));
    DataDir opened = new DataDir(directory, channel);
    Checkout.deleteTree(opened.work());
    PrivateFiles.createDirectories(opened.work());
    return opened;
  }

  private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
    try {
      return channel.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  Path database() {
    return directory.resolve("dim.db");
  }

  Path key() {
    return directory.resolve("secret.key");
  }

  Path work() {
    return directory.resolve("work");
  }

  @Override
  public void close() throws IOException {
    lockFile.close();
  }
}
