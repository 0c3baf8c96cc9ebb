package org.dimdesktop.ui.containers;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The addresses under which a browser reaches what containers publish. */
final class PortLinks {
  private PortLinks() {}

  /**
   * The address of a published port, or null where none can be opened.
   *
   * @param engineHost the machine of the engine; empty when it is this one
   * @param listenAddress the address that the port listens on, a wildcard for all
   * @param hostPort the port on that machine, 0 when it is not published
   * @param protocol tcp, udp or sctp
   */
  static @Nullable URI of(String engineHost, String listenAddress, int hostPort, String protocol) {
    if (hostPort <= 0 || !protocol.equals("tcp")) {
      return null;
    }
    boolean everywhere =
        switch (listenAddress) {
          case "", "0.0.0.0", "::", "[::]" -> true;
          default -> false;
        };
    String host = everywhere ? (engineHost.isEmpty() ? "localhost" : engineHost) : listenAddress;
    if (host.indexOf(':') >= 0 && !host.startsWith("[")) {
      host = "[" + host + "]";
    }
    String scheme = hostPort == 443 || hostPort == 8443 ? "https" : "http";
    return URI.create(scheme + "://" + host + ":" + hostPort + "/");
  }
}
