package org.dimdesktop.registry.network;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.jspecify.annotations.Nullable;

/**
 * The proxies that {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} name, in capitals
 * or not, as docker and skopeo read them; where none is named, those of Java's own properties.
 */
public final class EnvironmentProxies extends ProxySelector {
  private final @Nullable ProxyAddress plain;
  private final @Nullable ProxyAddress secure;
  private final NoProxy never;

  /**
   * Proxies.
   *
   * @throws org.dimdesktop.task.FailureException Invalid for a variable that names no proxy
   */
  public EnvironmentProxies(Map<String, String> environment) {
    plain = ProxyAddress.of("HTTP_PROXY", environment);
    secure = ProxyAddress.of("HTTPS_PROXY", environment);
    never = new NoProxy(ProxyAddress.variable("NO_PROXY", environment));
  }

  /** Lets a client go through them. */
  public OkHttpClient.Builder on(OkHttpClient.Builder builder) {
    return builder.proxySelector(this).proxyAuthenticator(this::login);
  }

  @Override
  public List<Proxy> select(@Nullable URI uri) {
    URI to = Objects.requireNonNull(uri, "uri");
    String host = Objects.requireNonNullElse(to.getHost(), "");
    boolean https = "https".equalsIgnoreCase(to.getScheme());
    ProxyAddress proxy = https ? secure : plain;
    if (proxy == null) {
      ProxySelector java = ProxySelector.getDefault();
      return java == null ? List.of(Proxy.NO_PROXY) : java.select(to);
    }
    int port = to.getPort() >= 0 ? to.getPort() : https ? 443 : 80;
    return List.of(never.covers(host, port) ? Proxy.NO_PROXY : proxy.proxy());
  }

  @Override
  public void connectFailed(
      @Nullable URI uri, @Nullable SocketAddress address, @Nullable IOException e) {
    // There is no other one to try; whoever asked is told.
  }

  /** Says who we are when a proxy asks, once. */
  private @Nullable Request login(@Nullable Route route, Response asked) {
    if (route == null || asked.request().header("Proxy-Authorization") != null) {
      return null;
    }
    ProxyAddress proxy = asked.request().isHttps() ? secure : plain;
    if (proxy == null || !proxy.proxy().equals(route.proxy()) || proxy.user().isEmpty()) {
      return null;
    }
    return asked
        .request()
        .newBuilder()
        .header(
            "Proxy-Authorization",
            Credentials.basic(proxy.user(), proxy.password(), StandardCharsets.UTF_8))
        .build();
  }

  /** The proxy that an address is reached through, {@code host:port}, or null for none. */
  public @Nullable String before(HttpUrl url) {
    for (Proxy proxy : select(url.uri())) {
      if (proxy.address() instanceof InetSocketAddress address) {
        return address.getHostString() + ":" + address.getPort();
      }
    }
    return null;
  }
}
