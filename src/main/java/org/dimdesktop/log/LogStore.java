package org.dimdesktop.log;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.locks.ReentrantLock;
import org.dimdesktop.task.Subscription;
import org.jspecify.annotations.Nullable;

/**
 * A log on disk, bounded in bytes: the oldest lines are dropped, the numbers of the others stay.
 *
 * <p>Every method may be called from any thread. Nothing of the text stays on the heap.
 */
public final class LogStore implements AutoCloseable {

  /** How much of a log is kept unless said otherwise. */
  public static final long DEFAULT_MAX_BYTES = 256L << 20;

  private static final int SEGMENTS = 16;

  private final ReentrantLock lock = new ReentrantLock();
  private final Path directory;
  private final int segmentBytes;
  private final ArrayDeque<LogSegment> segments = new ArrayDeque<>();
  private final LogSteps steps = new LogSteps();
  private final byte[] buffer = new byte[64 * 1024];
  private final List<Runnable> waiting = new ArrayList<>();
  private int buffered;
  private long changes;
  private volatile long firstLine;
  private volatile long endLine;
  private volatile long version;
  private volatile boolean ended;
  private volatile boolean closed;

  private LogStore(Path directory, int segmentBytes) {
    this.directory = directory;
    this.segmentBytes = segmentBytes;
  }

  /** An empty log of at most {@link #DEFAULT_MAX_BYTES} in files of its own in the directory. */
  public static LogStore create(Path directory) {
    return create(directory, DEFAULT_MAX_BYTES);
  }

  /** An empty log of at most about that many bytes (256 KiB or more, less than 32 GiB). */
  public static LogStore create(Path directory, long maxBytes) {
    if (maxBytes < SEGMENTS * LogFormat.MAX_TEXT || maxBytes >= 32L << 30) {
      throw new IllegalArgumentException("maxBytes " + maxBytes);
    }
    return new LogStore(directory, (int) (maxBytes / SEGMENTS));
  }

  /**
   * Appends a text of one or more lines; a newline at its end starts no further line.
   *
   * @param epochNanos nanoseconds since 1970, or 0 if unknown
   * @param step the build step, if any
   * @throws UncheckedIOException if the disk refuses; a closed log takes nothing and says nothing
   */
  public void append(LogStream stream, long epochNanos, @Nullable String step, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    append(stream, epochNanos, step, bytes, 0, bytes.length);
  }

  /** As {@link #append(LogStream, long, String, String)}, from bytes in UTF-8. */
  public void append(
      LogStream stream, long epochNanos, @Nullable String step, byte[] text, int at, int length) {
    List<Runnable> wake;
    lock.lock();
    try {
      if (closed) {
        return;
      }
      int code = steps.code(step);
      int from = at;
      int last = at + length;
      do {
        int newline = from;
        while (newline < last && text[newline] != '\n') {
          newline++;
        }
        appendLine(stream, epochNanos, code, text, from, newline - from);
        from = newline + 1;
      } while (from < last);
      wake = changed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
    wake.forEach(Runnable::run);
  }

  private void appendLine(LogStream stream, long nanos, int step, byte[] text, int at, int length)
      throws IOException {
    int from = at;
    int left = length;
    do {
      int part = LogFormat.fit(text, from, left);
      int bytes = LogFormat.HEADER + part;
      LogSegment segment = room(bytes);
      LogFormat.putHeader(buffer, buffered, part, stream, from > at, step, nanos);
      System.arraycopy(text, from, buffer, buffered + LogFormat.HEADER, part);
      buffered += bytes;
      segment.note(bytes);
      endLine = segment.endLine();
      from += part;
      left -= part;
    } while (left > 0);
  }

  private LogSegment room(int bytes) throws IOException {
    if (buffered + bytes > buffer.length) {
      flush();
    }
    LogSegment last = segments.peekLast();
    if (last != null && last.size() + bytes <= segmentBytes) {
      return last;
    }
    flush();
    if (segments.size() == SEGMENTS) {
      LogSegment oldest = segments.removeFirst();
      firstLine = oldest.endLine();
      oldest.close();
    }
    LogSegment fresh = new LogSegment(directory, endLine);
    segments.addLast(fresh);
    return fresh;
  }

  private void flush() throws IOException {
    LogSegment last = segments.peekLast();
    if (last != null && buffered > 0) {
      last.write(last.size() - buffered, buffer, buffered);
      buffered = 0;
    }
  }

  private List<Runnable> changed() {
    changes++;
    version = changes;
    if (waiting.isEmpty()) {
      return List.of();
    }
    List<Runnable> wake = List.copyOf(waiting);
    waiting.clear();
    return wake;
  }

  /** The number of the oldest line kept; also how many lines were dropped. */
  public long firstLine() {
    return firstLine;
  }

  /** One past the number of the newest line; also how many lines were ever appended. */
  public long endLine() {
    return endLine;
  }

  /** How many lines are kept. */
  public long lineCount() {
    return Math.max(0, endLine - firstLine);
  }

  /** Grows with every change, so that a view can look once a frame instead of being told. */
  public long version() {
    return version;
  }

  /** Says that no more lines will come. */
  public void end() {
    List<Runnable> wake;
    lock.lock();
    try {
      ended = true;
      wake = changed();
    } finally {
      lock.unlock();
    }
    wake.forEach(Runnable::run);
  }

  /** Whether {@link #end} was called. */
  public boolean isEnded() {
    return ended;
  }

  /** Runs the action once, on the changing thread, as soon as the version is past the given one. */
  public Subscription onChangeAfter(long seen, Runnable action) {
    lock.lock();
    try {
      if (version == seen) {
        waiting.add(action);
        return () -> forget(action);
      }
    } finally {
      lock.unlock();
    }
    action.run();
    return () -> {};
  }

  private void forget(Runnable action) {
    lock.lock();
    try {
      waiting.remove(action);
    } finally {
      lock.unlock();
    }
  }

  /** Up to {@code count} lines from the given one, or from the oldest if that is gone; blocking. */
  public List<LogRecord> read(long from, int count) {
    List<LogRecord> lines = new ArrayList<>(Math.min(count, 1024));
    scan(from, from + count, (line, bytes, at) -> lines.add(steps.decode(line, bytes, at)));
    return lines;
  }

  /** Writes all lines as they came, in UTF-8, replacing the file; blocking and interruptible. */
  public void saveTo(Path file) {
    LogSave.save(this, file);
  }

  /** Starts looking for the query's lines; the returned search goes on by {@code advance}. */
  public LogSearch search(LogQuery query, Executor io) {
    LogSearch search = new LogSearch(this, query, io);
    search.advance();
    return search;
  }

  /** Visits the kept lines in {@code [from, to)}; lines dropped meanwhile are passed over. */
  void scan(long from, long to, LogVisitor visitor) {
    long next = from;
    while (true) {
      LogSpan span = span(next, to);
      if (span == null) {
        return;
      }
      try {
        if (!span.visit(visitor)) {
          return;
        }
        next = span.to();
      } catch (IOException e) {
        if (span.to() > firstLine || closed) {
          if (closed) {
            return;
          }
          throw new UncheckedIOException(e);
        }
        next = firstLine;
      }
    }
  }

  private @Nullable LogSpan span(long from, long to) {
    lock.lock();
    try {
      long line = Math.max(from, firstLine);
      long last = Math.min(to, endLine);
      if (closed || line >= last) {
        return null;
      }
      for (LogSegment segment : segments) {
        if (line < segment.endLine()) {
          if (segment == segments.peekLast()) {
            flush();
          }
          long anchor = segment.anchor(line);
          long stop = Math.min(last, segment.endLine());
          return new LogSpan(segment, anchor, line, stop, segment.offset(anchor), segment.size());
        }
      }
      return null;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
  }

  /** Deletes the files; readers then see an empty log. */
  @Override
  public void close() {
    List<Runnable> wake;
    lock.lock();
    try {
      closed = true;
      ended = true;
      firstLine = endLine;
      buffered = 0;
      for (LogSegment segment : segments) {
        segment.close();
      }
      segments.clear();
      wake = changed();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      lock.unlock();
    }
    wake.forEach(Runnable::run);
  }
}
