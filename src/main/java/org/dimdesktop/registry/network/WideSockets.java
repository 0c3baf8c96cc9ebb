package org.dimdesktop.registry.network;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.locks.ReentrantLock;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Sockets that ask the system for much at a time: OkHttp moves 8 KiB with each call, and for an
 * image of a gigabyte the calls would cost as much as its digest.
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
    private @Nullable InputStream in;
    private @Nullable OutputStream out;

    @Override
    public InputStream getInputStream() throws IOException {
      making.lock();
      try {
        InputStream made = in;
        if (made == null) {
          made = new BufferedInputStream(super.getInputStream(), WIDTH);
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
          made = new BufferedOutputStream(super.getOutputStream(), WIDTH);
          out = made;
        }
        return made;
      } finally {
        making.unlock();
      }
    }
  }
}
