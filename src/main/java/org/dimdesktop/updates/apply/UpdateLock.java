package org.dimdesktop.updates.apply;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.task.Waits;
import org.jspecify.annotations.Nullable;

/**
 * Held by the one process that updates: another one would take its open journal for that of a
 * crash. The system frees it when the process ends, however that comes.
 */
final class UpdateLock {
  private static final String ACTION = "update";
  private static final String SUBJECT = "containers";
  private static final Duration POLL = Duration.ofMillis(50);

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
   * @param patience how long to wait for it: whoever only tidies up holds it for a moment
   * @throws FailureException Conflict when another process or thread updates now; Cancelled when
   *     the thread is interrupted while it waits
   */
  Held take(Duration patience) {
    Held held = tryTake(patience);
    if (held == null) {
      throw new FailureException(
          new Failure.Conflict(ACTION, SUBJECT, "another update goes on", List.of()));
    }
    return held;
  }

  /** Takes the lock, or returns null when another process or thread has it. */
  @Nullable Held takeIfFree() {
    return tryTake(Duration.ZERO);
  }

  private @Nullable Held tryTake(Duration patience) {
    long giveUp = System.nanoTime() + patience.toNanos();
    if (!lockInProcess(patience)) {
      return null;
    }
    FileChannel channel = null;
    try {
      channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      while (!isLocked(channel)) {
        if (System.nanoTime() - giveUp >= 0) {
          release(channel);
          return null;
        }
        Waits.pause(POLL, ACTION, SUBJECT);
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

  private static boolean isLocked(FileChannel channel) throws IOException {
    try {
      FileLock lock = channel.tryLock();
      return lock != null;
    } catch (OverlappingFileLockException _) {
      return false; // by another lock of this process
    }
  }

  private boolean lockInProcess(Duration patience) {
    try {
      return inProcess.tryLock(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new FailureException(new Failure.Cancelled(ACTION, SUBJECT, "it was cancelled"), e);
    }
  }

  private void release(@Nullable FileChannel channel) {
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
}
