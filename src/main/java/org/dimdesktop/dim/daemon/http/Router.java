package org.dimdesktop.dim.daemon.http;

import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.api.TokenScope;

/** Collects the routes, each with who may use it, and answers 405 for their other methods. */
final class Router {
  /** Work for an authenticated request. */
  @FunctionalInterface
  interface Authenticated {
    /** Answers the request. */
    void handle(Context ctx, Principal who) throws Exception;
  }

  /** Work for a request of anyone. */
  @FunctionalInterface
  interface Open {
    /** Answers the request. */
    void handle(Context ctx) throws Exception;
  }

  private static final String BASE = "/api/v1";
  private static final List<HandlerType> METHODS =
      List.of(
          HandlerType.GET,
          HandlerType.POST,
          HandlerType.PUT,
          HandlerType.PATCH,
          HandlerType.DELETE,
          HandlerType.OPTIONS,
          HandlerType.TRACE);

  private final RoutesConfig routes;
  private final Authenticator authenticator;
  private final Map<String, TreeSet<String>> methods = new TreeMap<>();

  Router(RoutesConfig routes, Authenticator authenticator) {
    this.routes = routes;
    this.authenticator = authenticator;
  }

  /** A route below the API's base that every token may use. */
  void any(HandlerType method, String path, Authenticated handler) {
    add(method, BASE + path, ctx -> handler.handle(ctx, authenticator.authenticate(ctx)));
  }

  /** A route below the API's base that needs the scope {@code admin}. */
  void admin(HandlerType method, String path, Authenticated handler) {
    any(
        method,
        path,
        (ctx, who) -> {
          if (who.scope() != TokenScope.ADMIN) {
            throw ApiException.forbidden("the token's scope does not allow this");
          }
          handler.handle(ctx, who);
        });
  }

  /** A route below the API's base that needs no token. */
  void open(HandlerType method, String path, Open handler) {
    add(method, BASE + path, handler);
  }

  /** A route at the server's root that needs no token. */
  void root(HandlerType method, String path, Open handler) {
    add(method, path, handler);
  }

  private void add(HandlerType method, String path, Open handler) {
    methods.computeIfAbsent(path, p -> new TreeSet<>()).add(method.name());
    routes.addHttpHandler(method, path, handler::handle);
  }

  /** Answers what no route took; called after the last route was added. */
  void finish() {
    methods.forEach((path, allowed) -> {
      String allow = String.join(", ", allowed);
      for (HandlerType method : METHODS) {
        if (!allowed.contains(method.name())) {
          routes.addHttpHandler(method, path, ctx -> notAllowed(ctx, allow));
        }
      }
    });
  }

  /** The routes, each as {@code METHOD /path}. */
  Set<String> routes() {
    Set<String> all = new TreeSet<>();
    methods.forEach((path, allowed) -> allowed.forEach(method -> all.add(method + " " + path)));
    return all;
  }

  private static void notAllowed(Context ctx, String allow) {
    throw new ApiException(
        405,
        ErrorCode.METHOD_NOT_ALLOWED,
        ctx.method().name() + " is not allowed here",
        null,
        Map.of("Allow", allow));
  }
}
