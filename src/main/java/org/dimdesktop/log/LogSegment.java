package org.dimdesktop.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * One file of a log with an offset kept for every 64th line.
 *
 * <p>Not a FileChannel: an interrupt, our way to cancel, would close that for every other reader.
 */
final class LogSegment implements Closeable {

  private static final int STRIDE = 64;

  final long firstLine;
  private final Path file;
  private final boolean nameless;
  private final RandomAccessFile io;
  private int[] offsets = new int[64];
  private int lines;
  private int size;

  LogSegment(Path directory, long firstLine) throws IOException {
    this.firstLine = firstLine;
    // A temporary file is readable by its owner alone on every system that has such rights.
    Files.createDirectories(directory);
    this.file = Files.createTempFile(directory, "log-", ".part");
    this.io = new RandomAccessFile(file.toFile(), "rw");
    this.nameless = unlink(file);
  }

  /** Without its name a file goes with the process, however that ends; Windows does not let us. */
  private static boolean unlink(Path file) {
    try {
      Files.delete(file);
      return true;
    } catch (IOException _) {
      return false;
    }
  }

  long endLine() {
    return firstLine + lines;
  }

  /** Bytes of all lines noted, written or still in the writer's buffer. */
  int size() {
    return size;
  }

  /** Notes a line of that many bytes at the end. */
  void note(int bytes) {
    if (lines % STRIDE == 0) {
      int slot = lines / STRIDE;
      if (slot == offsets.length) {
        offsets = Arrays.copyOf(offsets, slot * 2);
      }
      offsets[slot] = size;
    }
    lines++;
    size += bytes;
  }

  /** The nearest noted line at or before {@code line}. */
  long anchor(long line) {
    return line - (line - firstLine) % STRIDE;
  }

  int offset(long anchor) {
    return offsets[(int) ((anchor - firstLine) / STRIDE)];
  }

  synchronized void write(long at, byte[] from, int length) throws IOException {
    io.seek(at);
    io.write(from, 0, length);
  }

  synchronized void read(long at, byte[] to, int offset, int length) throws IOException {
    io.seek(at);
    io.readFully(to, offset, length);
  }

  @Override
  public synchronized void close() throws IOException {
    try {
      io.close();
    } finally {
      if (!nameless) {
        Files.deleteIfExists(file);
      }
    }
  }
}
