package org.dimdesktop.registry;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import okhttp3.ConnectionSpec;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.dimdesktop.registry.network.EnvironmentProxies;
import org.dimdesktop.registry.network.Network;
import org.dimdesktop.registry.network.WideSockets;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * The HTTP clients: one without encryption, and those of the authorities that hosts are known by.
 */
final class Clients implements AutoCloseable {
  static final String PROXY_LOGIN =
      "the proxy wants a login; it is given in the variable that names it:"
          + " HTTPS_PROXY=http://USER:PASSWORD@HOST:PORT (for http:// registries HTTP_PROXY)";

  private final Network network;
  private final ReentrantLock making = new ReentrantLock();
  private volatile @Nullable OkHttpClient plain;
  private volatile @Nullable OkHttpClient secure;
  private volatile @Nullable EnvironmentProxies proxies;

  /** Which registry a request is made for, also where it goes to a token server or a store. */
  private record Purpose(String registry) {}

  Clients(Network network) {
    this.network = network;
  }

  /** A request that is made for a registry. */
  static Request.Builder request(String registry) {
    return new Request.Builder().tag(Purpose.class, new Purpose(registry));
  }

  /** The client for a request. */
  OkHttpClient of(Request request) {
    if (!request.isHttps()) {
      return plain();
    }
    Purpose purpose = request.tag(Purpose.class);
    String registry = purpose == null ? "" : purpose.registry();
    return network.tls().client(secure(), request.url(), registry);
  }

  private OkHttpClient plain() {
    OkHttpClient made = plain;
    if (made != null) {
      return made;
    }
    making.lock();
    try {
      made = plain;
      if (made == null) {
        // Redirects are followed by hand: a client that does it may carry credentials along.
        OkHttpClient.Builder builder =
            new OkHttpClient.Builder()
                .followRedirects(false)
                .followSslRedirects(false)
                .socketFactory(new WideSockets())
                // Without encryption no certificates have to be read.
                .connectionSpecs(List.of(ConnectionSpec.CLEARTEXT))
                .connectTimeout(Duration.ofSeconds(15))
                .readTimeout(Duration.ofSeconds(60))
                .writeTimeout(Duration.ofSeconds(60));
        made = proxies().on(builder).build();
        plain = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  private OkHttpClient secure() {
    OkHttpClient made = secure;
    if (made != null) {
      return made;
    }
    OkHttpClient base = plain();
    making.lock();
    try {
      made = secure;
      if (made == null) {
        OkHttpClient.Builder builder = base.newBuilder();
        made =
            network
                .tls()
                .usual(builder.connectionSpecs(List.of(ConnectionSpec.MODERN_TLS)))
                .build();
        secure = made;
      }
      return made;
    } finally {
      making.unlock();
    }
  }

  private EnvironmentProxies proxies() {
    EnvironmentProxies known = proxies;
    if (known == null) {
      known = network.proxies();
      proxies = known;
    }
    return known;
  }

  /** The failure that a broken exchange stands for; where a proxy is to blame, that is said. */
  FailureException failure(String action, String subject, HttpUrl url, IOException e) {
    String proxy = proxies().before(url);
    if (proxy == null || Thread.currentThread().isInterrupted()) {
      return RegistryErrors.failure(action, subject, url, e);
    }
    String words = String.valueOf(e.getMessage());
    Failure failure =
        switch (e) {
          case UnknownHostException _ ->
              new Failure.Unreachable(
                  action, subject, "the name of the proxy " + proxy + " cannot be resolved");
          case ConnectException _, SocketTimeoutException _ ->
              new Failure.Unreachable(
                  action, subject, "nothing answers through the proxy " + proxy + ": " + words);
          case IOException _ when words.contains("authenticate with proxy") ->
              new Failure.Denied(action, subject, PROXY_LOGIN);
          case IOException _ when words.contains("CONNECT") ->
              new Failure.Unreachable(
                  action,
                  subject,
                  "the proxy " + proxy + " does not let through to " + url.host() + ": " + words);
          default -> null;
        };
    return failure == null
        ? RegistryErrors.failure(action, subject, url, e)
        : new FailureException(failure, e);
  }

  /** Drops idle connections; running requests end with a failure. */
  @Override
  public void close() {
    OkHttpClient made = plain; // the others share what it has
    if (made != null) {
      made.dispatcher().cancelAll();
      made.connectionPool().evictAll();
    }
  }
}
