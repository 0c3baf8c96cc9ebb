package org.dimdesktop.dim.daemon.git;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * A repository's address: http or https, without user information.
 *
 * @param host the host as credentials name it: lower case, with its port unless it is the default
 */
public record RepoUrl(URI uri, String host) {
  /**
   * Parses an address.
   *
   * @throws IllegalArgumentException saying what is wrong with it, without repeating what may be a
   *     password
   */
  public static RepoUrl parse(String text) {
    URI uri;
    try {
      uri = new URI(text);
    } catch (URISyntaxException e) {
      throw new IllegalArgumentException("the repository is not a URL", e);
    }
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http")) {
      throw new IllegalArgumentException(
          "the repository's URL must begin with https:// or http://");
    }
    if (uri.getRawUserInfo() != null || (text.indexOf('@') >= 0 && uri.getHost() == null)) {
      throw new IllegalArgumentException(
          "the repository's URL must not hold a user name or password; store a credential");
    }
    if (uri.getHost() == null || uri.getRawQuery() != null || uri.getRawFragment() != null) {
      throw new IllegalArgumentException("the repository's URL must be a host and a path");
    }
    return new RepoUrl(uri, authority(uri.getHost(), uri.getPort(), scheme));
  }

  /** Says whether a connection to this place is one to the repository's own server. */
  boolean isSameServer(String otherScheme, String otherHost, int otherPort) {
    return otherScheme.equalsIgnoreCase(uri.getScheme())
        && host.equals(authority(otherHost, otherPort, otherScheme.toLowerCase(Locale.ROOT)));
  }

  private static String authority(String host, int port, String scheme) {
    int usual = scheme.equals("https") ? 443 : 80;
    String lower = host.toLowerCase(Locale.ROOT);
    return port < 0 || port == usual ? lower : lower + ":" + port;
  }
}
