package org.dimdesktop.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;

/** A registry that misbehaves as it is told: what no real one can be made to do. */
final class ScriptedRegistry implements AutoCloseable {
  /** What was asked for: {@code GET /v2/?n=1} and the Authorization header, or the empty text. */
  record Asked(String line, String authorization) {}

  /** Answers one route. */
  interface Route {
    void answer(HttpExchange exchange) throws IOException;
  }

  private final HttpServer http;
  private final Map<String, Route> routes = new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();

  ScriptedRegistry() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::answer);
    http.start();
    on("/v2/", exchange -> reply(exchange, 200, Map.of(), "{}"));
  }

  String address() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  /** Sets the answer for a path with its query. */
  ScriptedRegistry on(String pathAndQuery, Route route) {
    routes.put(pathAndQuery, route);
    return this;
  }

  ScriptedRegistry on(String path, int status, Map<String, String> headers, String body) {
    return on(path, exchange -> reply(exchange, status, headers, body));
  }

  List<Asked> asked(String part) {
    return asked.stream().filter(a -> a.line().contains(part)).toList();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String authorization = exchange.getRequestHeaders().getFirst("Authorization");
      String target = exchange.getRequestURI().toString();
      asked.add(
          new Asked(
              exchange.getRequestMethod() + " " + target,
              authorization == null ? "" : authorization));
      exchange.getRequestBody().readAllBytes();
      Route route = routes.get(target);
      if (route == null) {
        reply(exchange, 404, Map.of(), "{\"errors\":[{\"code\":\"NOT_SCRIPTED\"}]}");
      } else {
        route.answer(exchange);
      }
    }
  }

  static void reply(HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    headers.forEach((name, value) -> exchange.getResponseHeaders().add(name, value));
    if (exchange.getRequestMethod().equals("HEAD")) {
      exchange.sendResponseHeaders(status, -1);
      return;
    }
    exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
