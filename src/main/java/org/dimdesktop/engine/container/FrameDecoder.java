package org.dimdesktop.engine.container;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.dimdesktop.engine.container.LogSink.Channel;

/**
 * Turns the body of a logs or attach answer into whole lines: raw bytes of a terminal, or frames of
 * an eight-byte head (channel, three zeros, big-endian length) and a payload, which may end
 * anywhere within a line (Engine API, "Attach to a container").
 */
public final class FrameDecoder {
  private static final int BUFFER = 64 * 1024;
  private static final int HEAD = 8;

  /** A line longer than this is handed on in pieces, so that no container can fill the heap. */
  static final int MAX_LINE = 1024 * 1024;

  private final boolean tty;
  private final LogSink sink;
  private final PartialLine stdout = new PartialLine(Channel.STDOUT);
  private final PartialLine stderr = new PartialLine(Channel.STDERR);
  private final byte[] buffer = new byte[BUFFER];
  private int position;
  private int limit;

  /**
   * Hands lines to {@code sink}.
   *
   * @param tty whether the container has a terminal ({@code Config.Tty}): then nothing is framed
   */
  public FrameDecoder(boolean tty, LogSink sink) {
    this.tty = tty;
    this.sink = sink;
  }

  /**
   * Reads to the end of the stream on the calling thread; the last line needs no line break.
   *
   * @throws IOException when reading fails, or the stream ends within a frame or is none of frames
   */
  public void read(InputStream in) throws IOException {
    try {
      if (tty) {
        while (fill(in)) {
          stdout.take(limit - position);
        }
      } else {
        readFrames(in);
      }
    } finally {
      stdout.flush();
      stderr.flush();
    }
  }

  private void readFrames(InputStream in) throws IOException {
    while (position < limit || fill(in)) {
      require(in, HEAD);
      PartialLine channel =
          switch (buffer[position]) {
            case 0, 1 -> stdout;
            case 2, 3 -> stderr; // 3: what the engine itself has to say of the log
            default -> throw new IOException("no frame of a log begins with " + buffer[position]);
          };
      long left =
          (buffer[position + 4] & 0xffL) << 24
              | (buffer[position + 5] & 0xff) << 16
              | (buffer[position + 6] & 0xff) << 8
              | (buffer[position + 7] & 0xff);
      position += HEAD;
      while (left > 0) {
        if (position == limit && !fill(in)) {
          throw new EOFException("the log ended within a frame");
        }
        int here = (int) Math.min(left, limit - position);
        channel.take(here);
        left -= here;
      }
    }
  }

  /** Reads on once everything was consumed. */
  private boolean fill(InputStream in) throws IOException {
    position = 0;
    limit = Math.max(0, in.read(buffer, 0, buffer.length));
    return limit > 0;
  }

  /** Makes sure that {@code n} bytes stand in the buffer from {@code position} on. */
  private void require(InputStream in, int n) throws IOException {
    if (limit - position >= n) {
      return;
    }
    System.arraycopy(buffer, position, buffer, 0, limit - position);
    limit -= position;
    position = 0;
    while (limit < n) {
      int read = in.read(buffer, limit, buffer.length - limit);
      if (read < 0) {
        throw new EOFException("the log ended within a frame");
      }
      limit += read;
    }
  }

  /** What one channel has written since its last line break. */
  private final class PartialLine {
    private final Channel channel;
    private byte[] bytes = new byte[256];
    private int length;

    PartialLine(Channel channel) {
      this.channel = channel;
    }

    /** Takes the next {@code count} bytes of the buffer. */
    void take(int count) {
      int end = position + count;
      int start = position;
      for (int i = position; i < end; i++) {
        if (buffer[i] == '\n') {
          line(start, i);
          start = i + 1;
        }
      }
      append(start, end);
      position = end;
    }

    private void line(int start, int end) {
      if (length > 0) {
        append(start, end);
        emit(bytes, 0, length);
        length = 0;
      } else {
        emit(buffer, start, end - start);
      }
    }

    private void append(int start, int end) {
      int count = end - start;
      if (length + count > bytes.length) {
        bytes = Arrays.copyOf(bytes, Math.max(bytes.length * 2, length + count));
      }
      System.arraycopy(buffer, start, bytes, length, count);
      length += count;
      if (length >= MAX_LINE) {
        flush();
      }
    }

    void flush() {
      if (length > 0) {
        emit(bytes, 0, length);
        length = 0;
      }
    }

    /** A terminal ends its lines with CR LF; the CR is no part of the line. */
    private void emit(byte[] from, int offset, int count) {
      int shown = count > 0 && from[offset + count - 1] == '\r' ? count - 1 : count;
      sink.line(channel, from, offset, shown);
    }
  }
}
