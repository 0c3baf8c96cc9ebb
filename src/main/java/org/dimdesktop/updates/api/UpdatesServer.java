package org.dimdesktop.updates.api;

import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.dimdesktop.dim.daemon.http.HostGuard;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Serves the HTTP API of updates. */
public final class UpdatesServer implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(UpdatesServer.class);
  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS);

  /** Who may use the API. */
  public record Login(String user, String password) {
    @Override
    public String toString() {
      return "Login[" + user + "]";
    }
  }

  private final ImageRoutes images;
  private final V2Routes beyond;
  private final EventStream stream;
  private final DeskEvents events;
  private final AccessRoutes access;
  private final HostGuard guard;
  private volatile boolean ending;
  private @Nullable Javalin javalin;

  /**
   * Does not listen yet.
   *
   * @param login who may use it, or null for everybody who reaches it
   * @param allowedHosts names, besides localhost and addresses, that requests may be made to
   */
  public UpdatesServer(
      UpdateDesk desk, @Nullable Login login, List<String> allowedHosts, Clock clock) {
    images = new ImageRoutes(desk);
    beyond = new V2Routes(desk);
    events = desk.events();
    stream = new EventStream(events, () -> ending);
    access = new AccessRoutes(new Sessions(login, clock), clock);
    guard = new HostGuard(allowedHosts);
  }

  /** Listens, and returns the port. */
  public int start(String host, int port) {
    Javalin server = Javalin.create(this::configure);
    server.start(host, port);
    javalin = server;
    return server.port();
  }

  private void configure(JavalinConfig config) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.concurrency.useVirtualThreads = true;
    config.jetty.modifyHttpConfiguration(http -> http.setSendServerVersion(false));
    for (HandlerType method : METHODS) {
      config.routes.addHttpHandler(method, "/*", this::route);
    }
    config.routes.exception(FailureException.class, (e, ctx) -> failed(ctx, e));
  }

  private static void failed(Context ctx, FailureException e) {
    LOG.warn("{} {}: {}", ctx.method(), ctx.path(), e.getMessage());
    Plain.error(ctx, 502, String.valueOf(e.getMessage()));
  }

  private void route(Context ctx) {
    Optional<String> refusal = guard.refusal(ctx);
    if (refusal.isPresent()) {
      Plain.error(ctx, 403, refusal.get());
      return;
    }
    String path = URLDecoder.decode(ctx.path().replace("+", "%2B"), StandardCharsets.UTF_8);
    switch (path) {
      case "/health" -> only(ctx, HandlerType.GET, c -> c.status(200));
      case "/api/login" -> only(ctx, HandlerType.POST, access::login);
      case "/api/logout" -> only(ctx, HandlerType.POST, access::logout);
      case "/api/auth/status" -> only(ctx, HandlerType.GET, access::status);
      default -> {
        if (access.admits(ctx)) {
          routeAdmitted(ctx, path);
        }
      }
    }
  }

  private void routeAdmitted(Context ctx, String path) {
    if (path.equals("/api/images")) {
      only(ctx, HandlerType.GET, images::list);
    } else if (path.startsWith(ImageRoutes.IMAGES)) {
      images.action(ctx, path);
    } else if (path.startsWith(ImageRoutes.GROUPS)) {
      images.group(ctx, path);
    } else if (path.equals(EventStream.PATH)) {
      only(ctx, HandlerType.GET, stream::stream);
    } else if (path.startsWith(V2Routes.BASE)) {
      beyond.route(ctx, path);
    } else {
      Plain.error(ctx, 404, "404 page not found");
    }
  }

  private static void only(Context ctx, HandlerType method, Consumer<Context> handler) {
    if (ctx.method().equals(method)) {
      handler.accept(ctx);
    } else {
      Plain.error(ctx, 405, "method not allowed");
    }
  }

  /** Stops listening. */
  @Override
  public void close() {
    ending = true;
    events.signal().raise(); // those that listen end by themselves
    Javalin server = javalin;
    if (server != null) {
      server.stop();
    }
  }
}
