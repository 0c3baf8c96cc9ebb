package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.UnixDomainSocketAddress;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes {@link ChannelSocket}s to one unix socket, or to any TCP address. */
final class ChannelSocketFactory extends SocketFactory {
  private final @Nullable UnixDomainSocketAddress unix;

  ChannelSocketFactory(@Nullable UnixDomainSocketAddress unix) {
    this.unix = unix;
  }

  @Override
  public Socket createSocket() throws IOException {
    return new ChannelSocket(unix);
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port));
  }

  private Socket connected(InetSocketAddress address) throws IOException {
    Socket socket = createSocket();
    socket.connect(address);
    return socket;
  }
}
