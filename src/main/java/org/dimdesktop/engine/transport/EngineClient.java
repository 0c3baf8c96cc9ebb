package org.dimdesktop.engine.transport;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Proxy;
import java.net.URI;
import java.net.UnixDomainSocketAddress;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.ConnectionSpec;
import okhttp3.Dns;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.dimdesktop.engine.context.EngineEndpoint;
import org.dimdesktop.engine.context.TlsMaterial;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** The OkHttp client for one endpoint, and the address that its requests begin with. */
record EngineClient(OkHttpClient http, HttpUrl base) {
  private static final String ACTION = "connect to the engine";
  private static final Duration CONNECT = Duration.ofSeconds(5);

  /** Says so, or the client would read the platform's certificates as it is made. */
  private static final List<ConnectionSpec> PLAIN = List.of(ConnectionSpec.CLEARTEXT);

  /**
   * Makes the client; nothing is connected yet.
   *
   * @throws FailureException when the endpoint's scheme is not supported or its TLS files not read
   */
  static EngineClient of(EngineEndpoint endpoint) {
    URI host = endpoint.host();
    String scheme = String.valueOf(host.getScheme());
    return switch (scheme) {
      case "unix" ->
          new EngineClient(
              builder(UnixDomainSocketAddress.of(host.getPath()))
                  .dns(name -> List.of(InetAddress.getLoopbackAddress()))
                  .connectionSpecs(PLAIN)
                  .build(),
              base("http", "docker", 80));
      case "tcp", "http", "https" -> tcp(endpoint, host, scheme.equals("https"));
      default ->
          throw new FailureException(
              new Failure.Unsupported(
                  ACTION, host.toString(), scheme + ":// addresses are not supported yet"));
    };
  }

  private static EngineClient tcp(EngineEndpoint endpoint, URI host, boolean https) {
    TlsMaterial tls = endpoint.tls();
    if (host.getHost() == null) {
      throw new FailureException(
          new Failure.Invalid(ACTION, host.toString(), "the address names no host", "host"));
    }
    OkHttpClient.Builder builder = builder(null).dns(Dns.SYSTEM);
    if (tls == null && !https) {
      int port = host.getPort() < 0 ? 2375 : host.getPort();
      return new EngineClient(
          builder.connectionSpecs(PLAIN).build(), base("http", host.getHost(), port));
    }
    TlsMaterial material = tls == null ? new TlsMaterial(null, null, null, false) : tls;
    try {
      TlsFiles files = TlsFiles.load(material);
      builder.sslSocketFactory(files.context().getSocketFactory(), files.trust());
    } catch (IOException | GeneralSecurityException e) {
      throw new FailureException(
          new Failure.Invalid(
              ACTION, host.toString(), "its TLS files cannot be used: " + e.getMessage(), "tls"),
          e);
    }
    if (material.skipVerify()) {
      builder.hostnameVerifier((name, session) -> true);
    }
    int port = host.getPort() < 0 ? 2376 : host.getPort();
    return new EngineClient(builder.build(), base("https", host.getHost(), port));
  }

  private static HttpUrl base(String scheme, String host, int port) {
    return new HttpUrl.Builder().scheme(scheme).host(host).port(port).build();
  }

  private static OkHttpClient.Builder builder(@Nullable UnixDomainSocketAddress unix) {
    return new OkHttpClient.Builder()
        .socketFactory(new ChannelSocketFactory(unix))
        .proxy(Proxy.NO_PROXY)
        .protocols(List.of(Protocol.HTTP_1_1))
        // It would connect on a thread of its own, which an interrupt of ours does not reach.
        .fastFallback(false)
        .connectTimeout(CONNECT)
        .readTimeout(Duration.ZERO)
        .writeTimeout(Duration.ZERO)
        .followRedirects(false)
        .connectionPool(new ConnectionPool(8, 30, TimeUnit.SECONDS));
  }
}
