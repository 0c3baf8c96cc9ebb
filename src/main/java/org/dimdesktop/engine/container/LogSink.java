package org.dimdesktop.engine.container;

/** Takes a container's log line by line, on the reading thread. */
public interface LogSink {
  /** Where a line was written. */
  enum Channel {
    STDOUT,
    STDERR
  }

  /**
   * One whole line in UTF-8, without its line break: {@code length} bytes at {@code offset}. The
   * array is the reader's own and is overwritten after the call; it may hold control sequences.
   */
  void line(Channel channel, byte[] bytes, int offset, int length);
}
