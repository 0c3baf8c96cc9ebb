package org.dimdesktop.cli;

import java.net.InetAddress;
import java.net.UnknownHostException;

/**
 * Where a server is told to listen.
 *
 * @param host a name or an address, IPv6 without its brackets
 * @param port 0 for a free one, up to 65535
 */
public record ListenAddress(String host, int port) {
  private static final int MAX_PORT = 65_535;

  /**
   * Reads {@code HOST:PORT} or {@code [IPV6]:PORT}.
   *
   * @throws IllegalArgumentException when it is neither; the message names the option
   */
  public static ListenAddress parse(String text) {
    int colon = text.lastIndexOf(':');
    String port = text.substring(colon + 1);
    if (colon < 1 || !port.matches("[0-9]{1,5}") || Integer.parseInt(port) > MAX_PORT) {
      throw new IllegalArgumentException("--listen must be HOST:PORT, not " + text);
    }
    return new ListenAddress(
        text.substring(0, colon).replaceAll("[\\[\\]]", ""), Integer.parseInt(port));
  }

  /** Says whether only this machine can reach it; looks a name up, which may block. */
  public boolean isLoopback() throws UnknownHostException {
    return InetAddress.getByName(host).isLoopbackAddress();
  }
}
