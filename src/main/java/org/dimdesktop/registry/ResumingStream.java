package org.dimdesktop.registry;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** The bytes of a blob; where the connection breaks off they go on over another one. */
final class ResumingStream extends InputStream {
  private static final int MAX_TRIES = 5;
  private static final Duration FIRST_PAUSE = Duration.ofMillis(200);

  interface Opener {
    InputStream open(long offset);
  }

  private final Opener opener;
  private final long size;
  private final String action;
  private final String subject;
  private long position;
  private @Nullable InputStream in;
  private int tries;

  ResumingStream(Opener opener, long offset, long size, String action, String subject) {
    this.opener = opener;
    this.position = offset;
    this.size = size;
    this.action = action;
    this.subject = subject;
    this.in = opener.open(offset);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (true) {
      try {
        if (in == null) {
          in = opener.open(position);
        }
        int n = in.read(buffer, offset, length);
        if (n < 0 && position < size) {
          throw new IOException("the connection was closed after " + position + " bytes");
        }
        if (n > 0) {
          position += n;
          tries = 0;
        }
        return n;
      } catch (IOException e) {
        again(e);
      } catch (FailureException e) {
        if (!e.failure().mayPass()) {
          throw e;
        }
        again(e);
      }
    }
  }

  private void again(Exception why) throws IOException {
    close();
    if (Thread.currentThread().isInterrupted()) {
      throw Interrupts.cancelled(action, subject);
    }
    if (++tries > MAX_TRIES) {
      switch (why) {
        case FailureException failure -> throw failure;
        case IOException broken -> throw broken;
        default -> throw new IllegalStateException(why);
      }
    }
    Pauses.beforeRetry(FIRST_PAUSE.multipliedBy(1L << (tries - 1)), action, subject);
  }

  @Override
  public void close() throws IOException {
    if (in != null) {
      InputStream old = in;
      in = null;
      old.close();
    }
  }
}
