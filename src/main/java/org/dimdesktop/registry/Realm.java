package org.dimdesktop.registry;

import okhttp3.HttpUrl;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;

/**
 * The address that a registry sends its clients to for a token. It decides where credentials go,
 * and a bad registry could name a service inside this network.
 */
final class Realm {
  private Realm() {}

  /** The realm's address, once it is allowed for a challenge that came from {@code registry}. */
  static HttpUrl check(String realm, HttpUrl registry) {
    HttpUrl url = HttpUrl.parse(realm);
    if (url == null) {
      throw refused(registry, "it names no address to get a token from (realm \"" + realm + "\")");
    }
    boolean sameHost = url.host().equals(registry.host());
    if (!url.isHttps() && registry.isHttps()) {
      throw refused(registry, "it wants a token asked for without encryption, at " + url.host());
    }
    if (!sameHost && Hosts.isInternal(url.host())) {
      throw refused(registry, "it names an address inside this network for tokens: " + url.host());
    }
    return url;
  }

  private static FailureException refused(HttpUrl registry, String why) {
    return new FailureException(new Failure.Broken("log in to", registry.host(), why));
  }
}
