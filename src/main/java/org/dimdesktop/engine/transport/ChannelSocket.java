package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.StandardProtocolFamily;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import org.jspecify.annotations.Nullable;

/**
 * A socket over a channel, for a unix socket or TCP: the JDK's own {@link Socket} knows no unix
 * sockets, and a channel lets go of a blocked thread at once when it is closed or interrupted.
 */
final class ChannelSocket extends Socket {
  /** The JDK copies heap buffers through a direct one of the same size, kept by the thread. */
  private static final int MAX_TRANSFER = 64 * 1024;

  private final @Nullable UnixDomainSocketAddress unix;
  private final SocketChannel channel;
  private final ReadPace pace = new ReadPace();
  private volatile int timeoutMillis;
  private volatile boolean connected;
  private volatile boolean inputShut;
  private volatile boolean outputShut;

  /** Not connected yet; {@code unix} is null for TCP. */
  ChannelSocket(@Nullable UnixDomainSocketAddress unix) throws IOException {
    this.unix = unix;
    this.channel =
        unix == null ? SocketChannel.open() : SocketChannel.open(StandardProtocolFamily.UNIX);
  }

  @Override
  public void connect(SocketAddress endpoint) throws IOException {
    connect(endpoint, 0);
  }

  /** Connects to the unix socket whatever {@code endpoint} says, or to the TCP endpoint. */
  @Override
  public void connect(SocketAddress endpoint, int timeout) throws IOException {
    if (unix == null) {
      channel.socket().connect(endpoint, timeout);
      channel.setOption(StandardSocketOptions.SO_KEEPALIVE, true);
      channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
    } else {
      channel.connect(unix);
    }
    connected = true;
  }

  private int read(byte[] bytes, int offset, int length) throws IOException {
    ByteBuffer buffer = ByteBuffer.wrap(bytes, offset, Math.min(length, MAX_TRANSFER));
    if (timeoutMillis == 0) {
      pace.beforeRead();
      int read = channel.read(buffer);
      pace.afterRead(read, buffer.hasRemaining());
      return read;
    }
    return readWithin(buffer, timeoutMillis);
  }

  /** Only used to probe an idle connection, when nobody else reads or writes it. */
  private int readWithin(ByteBuffer buffer, int millis) throws IOException {
    channel.configureBlocking(false);
    try {
      int read = channel.read(buffer);
      if (read != 0) {
        return read;
      }
      try (Selector selector = Selector.open()) {
        channel.register(selector, SelectionKey.OP_READ);
        selector.select(millis);
      }
      read = channel.read(buffer);
      if (read == 0) {
        throw new SocketTimeoutException("no data within " + millis + " ms");
      }
      return read;
    } finally {
      channel.configureBlocking(true);
    }
  }

  @Override
  public InputStream getInputStream() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
      }

      @Override
      public int read(byte[] bytes, int offset, int length) throws IOException {
        return length == 0 ? 0 : ChannelSocket.this.read(bytes, offset, length);
      }

      @Override
      public void close() throws IOException {
        ChannelSocket.this.close();
      }
    };
  }

  @Override
  public OutputStream getOutputStream() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int at = 0; at < length; ) {
          int size = Math.min(length - at, MAX_TRANSFER);
          at += channel.write(ByteBuffer.wrap(bytes, offset + at, size));
        }
      }

      @Override
      public void close() throws IOException {
        ChannelSocket.this.close();
      }
    };
  }

  @Override
  public void setSoTimeout(int timeout) {
    timeoutMillis = timeout;
  }

  @Override
  public int getSoTimeout() {
    return timeoutMillis;
  }

  @Override
  public void shutdownInput() throws IOException {
    inputShut = true;
    channel.shutdownInput();
  }

  @Override
  public void shutdownOutput() throws IOException {
    outputShut = true;
    channel.shutdownOutput();
  }

  @Override
  public void close() throws IOException {
    channel.close();
  }

  @Override
  public boolean isConnected() {
    return connected;
  }

  @Override
  public boolean isClosed() {
    return !channel.isOpen();
  }

  @Override
  public boolean isInputShutdown() {
    return inputShut;
  }

  @Override
  public boolean isOutputShutdown() {
    return outputShut;
  }

  @Override
  public @Nullable SocketChannel getChannel() {
    return null; // whoever asks would go round the time-outs
  }

  @Override
  public InetAddress getInetAddress() {
    SocketAddress remote = remote();
    return remote instanceof InetSocketAddress inet
        ? inet.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  @Override
  public int getPort() {
    return remote() instanceof InetSocketAddress inet ? inet.getPort() : 0;
  }

  @Override
  public @Nullable SocketAddress getRemoteSocketAddress() {
    return remote();
  }

  private @Nullable SocketAddress remote() {
    try {
      return channel.getRemoteAddress();
    } catch (IOException e) {
      return null; // closed
    }
  }

  @Override
  public void setTcpNoDelay(boolean on) throws SocketException {
    // Always on for TCP, without meaning for a unix socket.
  }

  @Override
  public String toString() {
    return "ChannelSocket[" + (unix == null ? remote() : unix) + "]";
  }
}
