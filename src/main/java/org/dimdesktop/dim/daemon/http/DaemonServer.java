package org.dimdesktop.dim.daemon.http;

import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.HandlerType;
import io.javalin.http.HttpResponseException;
import io.javalin.util.JavalinBindException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SSLContext;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.api.VersionInfo;
import org.dimdesktop.dim.daemon.queue.BuildQueue;
import org.dimdesktop.dim.daemon.store.Stores;
import org.eclipse.jetty.io.EofException;
import org.jspecify.annotations.Nullable;

/** The HTTP server of a daemon. */
public final class DaemonServer implements AutoCloseable {
  /**
   * Who holds the daemon and how it is reached.
   *
   * @param holderToken a token of scope admin that only the holding program knows, or null
   * @param tls what it shows its clients, or null where it speaks plain HTTP
   */
  public record Settings(
      String version,
      String holderName,
      @Nullable String holderToken,
      List<String> allowedHosts,
      StreamTimes streams,
      @Nullable SSLContext tls) {
    @Override
    public String toString() {
      return "Settings[version=" + version + ", holderName=" + holderName + "]";
    }
  }

  private static final int API = 1;

  /** How long a stop waits for those who still read the end of a log. */
  private static final Duration LAST_LINES = Duration.ofSeconds(5);

  private final Stores stores;
  private final BuildQueue queue;
  private final Settings settings;
  private final Clock clock;
  private volatile boolean closing;
  private @Nullable Javalin javalin;
  private @Nullable LogRoutes logs;
  private Set<String> routes = Set.of();

  public DaemonServer(Stores stores, BuildQueue queue, Settings settings, Clock clock) {
    this.stores = stores;
    this.queue = queue;
    this.settings = settings;
    this.clock = clock;
  }

  /**
   * Listens, and returns the port.
   *
   * @throws JavalinBindException when the port is taken
   */
  public int start(String host, int port) {
    requireFree(host, port);
    Javalin server =
        Javalin.create(config -> {
          configure(config);
          SSLContext tls = settings.tls();
          if (tls != null) {
            config.jetty.addConnector(
                (jetty, http) -> TlsConnector.create(jetty, http, tls, host, port));
          }
        });
    server.start(host, port);
    javalin = server;
    return server.port();
  }

  /** Looked at first, for Javalin logs a port that is taken as an error with its stack trace. */
  private static void requireFree(String host, int port) {
    try (ServerSocket probe = new ServerSocket()) {
      probe.setReuseAddress(true);
      probe.bind(new InetSocketAddress(host, port));
    } catch (BindException e) {
      throw new JavalinBindException("port " + port + " is taken", e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Says whether an exception of {@link #start} means that the port is taken. */
  public static boolean isPortTaken(RuntimeException e) {
    return e instanceof JavalinBindException;
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    // Streams must go out line by line.
    config.http.compressionStrategy = CompressionStrategy.NONE;
    config.jetty.modifyServer(jetty -> jetty.setErrorHandler(new MalformedRequests()));
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    HostGuard guard = new HostGuard(settings.allowedHosts());
    config.routes.before(guard::check);
    addRoutes(config);
    config.routes.exception(ApiException.class, (e, ctx) -> Responses.error(ctx, e));
    config.routes.exception(
        HttpResponseException.class, (e, ctx) -> Responses.error(ctx, translate(e)));
    // A client that went away is no error of ours.
    config.routes.exception(EofException.class, (e, ctx) -> {});
    config.routes.exception(Exception.class, (e, ctx) -> Responses.bug(ctx, e));
  }

  private void addRoutes(JavalinConfig config) {
    Router router =
        new Router(
            config.routes,
            new Authenticator(stores.access(), settings.holderName(), settings.holderToken()));
    SubmitCheck check = new SubmitCheck(stores.credentials(), clock);
    new BuildRoutes(stores.builds(), queue, check).addTo(router);
    LogRoutes followed =
        new LogRoutes(
            stores.builds(), stores.logs(), stores.signals(), settings.streams(), () -> closing);
    followed.addTo(router);
    logs = followed;
    new StepRoutes(stores.builds(), stores.steps()).addTo(router);
    new EventRoutes(stores.events(), stores.signals(), settings.streams(), () -> closing)
        .addTo(router);
    new CredentialRoutes(stores.credentials()).addTo(router);
    new AuthRoutes(stores.access(), clock).addTo(router);
    new TokenRoutes(stores.access(), clock).addTo(router);
    router.root(HandlerType.GET, "/health", ctx -> ctx.status(200));
    router.root(
        HandlerType.GET,
        "/version",
        ctx -> Responses.json(ctx, 200, new VersionInfo(settings.version(), API)));
    router.root(HandlerType.GET, "/openapi.json", OpenApi::send);
    router.finish();
    routes = router.routes();
  }

  /** What it serves, each as {@code METHOD /path} with the path's parameters in braces. */
  public Set<String> routes() {
    return routes;
  }

  private static ApiException translate(HttpResponseException e) {
    return switch (e.getStatus()) {
      case 404 -> new ApiException(404, ErrorCode.ROUTE_NOT_FOUND, "there is no such path");
      case 413 ->
          new ApiException(413, ErrorCode.REQUEST_TOO_LARGE, "the body is larger than 1 MiB");
      default -> ApiException.invalid(null, "the request is not well-formed");
    };
  }

  /** Tells the followers of logs what has ended, ends open streams and stops listening. */
  @Override
  public void close() {
    LogRoutes followed = logs;
    if (followed != null) {
      followed.end(LAST_LINES);
    }
    closing = true;
    stores.signals().raiseAll();
    Javalin server = javalin;
    if (server != null) {
      server.stop();
    }
  }
}
