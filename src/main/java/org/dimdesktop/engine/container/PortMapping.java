package org.dimdesktop.engine.container;

/**
 * A port of a container.
 *
 * @param ip the host's address it is published on, or empty
 * @param publicPort the host's port; 0 where it is not published
 * @param protocol {@code tcp}, {@code udp} or {@code sctp}
 */
public record PortMapping(String ip, int privatePort, int publicPort, String protocol) {
  /** Says whether the host can reach it. */
  public boolean isPublished() {
    return publicPort > 0;
  }

  @Override
  public String toString() {
    String inside = privatePort + "/" + protocol;
    return isPublished() ? (ip.isEmpty() ? "" : ip + ":") + publicPort + "→" + inside : inside;
  }
}
