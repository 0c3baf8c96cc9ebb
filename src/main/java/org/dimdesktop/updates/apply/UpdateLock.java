package org.dimdesktop.updates.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.locks.ReentrantLock;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * Held by the one process that updates: another one would take its open journal for that of a
 * crash. The system frees it when the process ends, however that comes.
 */
final class UpdateLock {
  private final Path file;
  private final ReentrantLock inProcess = new ReentrantLock();

  UpdateLock(Path file) {
    this.file = file;
  }

  /** Held until closed. */
  interface Held extends AutoCloseable {
    @Override
    void close();
  }

  /**
   * Takes the lock.
   *
   * @throws FailureException Conflict when another process or thread updates now
   */
  Held take() {
    if (!inProcess.tryLock()) {
      throw busy();
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      FileLock lock = channel.tryLock();
      if (lock == null) {
        throw busy();
      }
      FileChannel open = channel;
      return () -> release(open);
    } catch (IOException e) {
      release(channel);
      throw new UncheckedIOException(e);
    } catch (RuntimeException e) {
      release(channel);
      throw e;
    }
  }

  private void release(@org.jspecify.annotations.Nullable FileChannel channel) {
    try {
      if (channel != null) {
        channel.close();
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      inProcess.unlock();
    }
  }

  private static FailureException busy() {
    return new FailureException(
        new Failure.Conflict(
            "update", "containers", "another update goes on", java.util.List.of()));
  }
}
