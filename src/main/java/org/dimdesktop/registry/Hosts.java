package org.dimdesktop.registry;

import java.net.InetAddress;
import java.net.UnknownHostException;
import okhttp3.HttpUrl;
import org.dimdesktop.model.ImageReference;

/** What can be told of a host by its name alone, without asking the network. */
final class Hosts {
  private Hosts() {}

  /** The address of a registry's API: Docker Hub's is not what its images are named by. */
  static String api(String registry) {
    return registry.equals(ImageReference.DOCKER_HUB) ? "registry-1.docker.io" : registry;
  }

  /** {@code localhost}, 127.0.0.0/8 or ::1, with or without a port. */
  static boolean isLoopback(String hostAndPort) {
    HttpUrl url = HttpUrl.parse("http://" + hostAndPort + "/");
    if (url == null) {
      return false;
    }
    return url.host().equals("localhost") || isLiteral(url.host(), InetAddress::isLoopbackAddress);
  }

  /** An IP address that leads to this machine or its own network: not a place for a realm. */
  static boolean isInternal(String host) {
    return host.equals("localhost")
        || isLiteral(
            host,
            a ->
                a.isLoopbackAddress()
                    || a.isLinkLocalAddress()
                    || a.isSiteLocalAddress()
                    || a.isAnyLocalAddress()
                    || isUniqueLocal(a));
  }

  /** fc00::/7, which {@code isSiteLocalAddress} does not know. */
  private static boolean isUniqueLocal(InetAddress address) {
    byte[] bytes = address.getAddress();
    return bytes.length == 16 && (bytes[0] & 0xfe) == 0xfc;
  }

  private interface Test {
    boolean holds(InetAddress address);
  }

  private static boolean isLiteral(String host, Test test) {
    boolean literal = host.indexOf(':') >= 0 || host.matches("[0-9.]+");
    if (!literal) {
      return false;
    }
    try {
      // A literal address is parsed here, not looked up.
      return test.holds(InetAddress.getByName(host));
    } catch (UnknownHostException _) {
      return false;
    }
  }
}
