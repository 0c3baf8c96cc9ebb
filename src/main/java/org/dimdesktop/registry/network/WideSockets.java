package org.dimdesktop.registry.network;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.channels.spi.AbstractInterruptibleChannel;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that ask the system for much at a time: OkHttp moves 8 KiB with each call, and for an
 * image of a gigabyte the calls would cost as much as its digest. An interrupt ends a read or write
 * that waits, and closes the socket, on every kind of thread; by itself Java does so on virtual
 * ones alone.
 */
public final class WideSockets extends SocketFactory {
  private static final int WIDTH = 128 << 10;

  /** A factory. */
  public WideSockets() {}

  @Override
  public Socket createSocket() {
    return new Wide();
  }

  @Override
  public Socket createSocket(@Nullable String host, int port) {
    throw new UnsupportedOperationException("who uses it connects by himself");
  }

  @Override
  public Socket createSocket(
      @Nullable String host, int port, @Nullable InetAddress local, int localPort) {
    throw new UnsupportedOperationException("who uses it connects by himself");
  }

  @Override
  public Socket createSocket(@Nullable InetAddress host, int port) {
    throw new UnsupportedOperationException("who uses it connects by himself");
  }

  @Override
  public Socket createSocket(
      @Nullable InetAddress host, int port, @Nullable InetAddress local, int localPort) {
    throw new UnsupportedOperationException("who uses it connects by himself");
  }

  private static final class Wide extends Socket {
    private final ReentrantLock making = new ReentrantLock();
    private final Guard guard = new Guard(this);
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    @Override
    public InputStream getInputStream() throws IOException {
      making.lock();
      try {
        InputStream made = in;
        if (made == null) {
          made = new BufferedInputStream(new GuardedInput(super.getInputStream(), guard), WIDTH);
          in = made;
        }
        return made;
      } finally {
        making.unlock();
      }
    }

    /** Whoever writes flushes at the end of each request. */
    @Override
    public OutputStream getOutputStream() throws IOException {
      making.lock();
      try {
        OutputStream made = out;
        if (made == null) {
          made = new BufferedOutputStream(new GuardedOutput(super.getOutputStream(), guard), WIDTH);
          out = made;
        }
        return made;
      } finally {
        making.unlock();
      }
    }
  }

  /** A read or write of some bytes. */
  private interface Transfer {
    int run() throws IOException;
  }

  /** What closes a socket when the thread that waits for it is interrupted. */
  private static final class Guard extends AbstractInterruptibleChannel {
    private final Socket socket;

    Guard(Socket socket) {
      this.socket = socket;
    }

    /** Does what may wait for the peer. */
    int during(Transfer transfer) throws IOException {
      boolean completed = false;
      begin();
      try {
        int moved = transfer.run();
        completed = true;
        return moved;
      } finally {
        end(completed);
      }
    }

    @Override
    protected void implCloseChannel() throws IOException {
      socket.close();
    }
  }

  private static final class GuardedInput extends FilterInputStream {
    private final Guard guard;

    GuardedInput(InputStream in, Guard guard) {
      super(in);
      this.guard = guard;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      return guard.during(() -> in.read(buffer, offset, length));
    }
  }

  private static final class GuardedOutput extends FilterOutputStream {
    private final Guard guard;

    GuardedOutput(OutputStream out, Guard guard) {
      super(out);
      this.guard = guard;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
      var _ =
          guard.during(() -> {
            out.write(bytes, offset, length);
            return length;
          });
    }
  }
}
