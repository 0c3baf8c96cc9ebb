package org.dimdesktop.credentials;

import java.util.Locale;

/** How the keys of a config.json name a registry (docker/cli {@code config/credentials}). */
final class HostKey {
  /** The key of Docker Hub, for helpers as well; every other registry is {@code host[:port]}. */
  static final String HUB = "https://index.docker.io/v1/";

  private static final String HUB_HOST = "docker.io";

  private HostKey() {}

  /** The key under which docker keeps the login of a host such as {@code docker.io}. */
  static String of(String host) {
    return isHub(host) ? HUB : host.toLowerCase(Locale.ROOT);
  }

  /** The host of a key, old forms with a scheme and a path ({@code https://r.io/v1/}) included. */
  static String host(String key) {
    String rest = key;
    int scheme = rest.indexOf("://");
    if (scheme >= 0) {
      rest = rest.substring(scheme + 3);
    }
    int slash = rest.indexOf('/');
    if (slash >= 0) {
      rest = rest.substring(0, slash);
    }
    rest = rest.toLowerCase(Locale.ROOT);
    return isHub(rest) ? HUB_HOST : rest;
  }

  private static boolean isHub(String host) {
    return host.equals(HUB_HOST)
        || host.equals("index.docker.io")
        || host.equals("registry-1.docker.io");
  }
}
