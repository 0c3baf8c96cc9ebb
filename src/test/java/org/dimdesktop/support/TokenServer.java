package org.dimdesktop.support;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The token server of a registry: what {@code auth.docker.io} is to Docker Hub. It stands on the
 * JDK alone, because packaging/testbed runs this very file with {@code java TokenServer.java DIR};
 * a test that needs one of its own calls {@link #start}.
 *
 * <p>DIR holds {@code key.pem} (PKCS #8), {@code cert.pem} (what the registry trusts), {@code
 * users} with a line {@code name:password:push} or {@code name:password:pull} each, and {@code
 * port}.
 *
 * <p>Who may do what: a user with {@code push} everything, one with {@code pull} pull everything,
 * anybody pull what is below {@code public/}. How long a token lives is told by the repository:
 *
 * <ul>
 *   <li>{@code ttl-N/...}: the registry takes it for N seconds and the answer says so;
 *   <li>{@code lying-N/...}: the registry takes it for N seconds, the answer promises 300;
 *   <li>anything else: 300 seconds.
 * </ul>
 */
public final class TokenServer implements AutoCloseable {
  private static final String NAME = "dim-test";
  private static final int LIFETIME = 300;

  /** The registry (distribution 2.8) takes a token for so much longer than it says. */
  private static final int LEEWAY = 60;

  private static final Pattern SHORT_LIVED = Pattern.compile("(ttl|lying)-(\\d+)/.*");

  private record User(String password, boolean push) {}

  private record Grant(String type, String name, List<String> actions) {}

  private final HttpServer http;
  private final PrivateKey key;
  private final String certificate;
  private final Map<String, User> users = new HashMap<>();
  private final Map<String, String> refreshTokens = new ConcurrentHashMap<>();
  private final AtomicInteger issued = new AtomicInteger();

  private TokenServer(Path dir, int port) throws IOException {
    key = readKey(Files.readString(dir.resolve("key.pem")));
    certificate = body(Files.readString(dir.resolve("cert.pem")));
    for (String line : Files.readAllLines(dir.resolve("users"))) {
      String[] parts = line.split(":", 3);
      users.put(parts[0], new User(parts[1], parts[2].equals("push")));
    }
    http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/token", this::answer);
  }

  /** Starts one with the key, certificate and users in a folder; port 0 takes any free one. */
  public static TokenServer start(Path dir, int port) throws IOException {
    TokenServer server = new TokenServer(dir, port);
    server.http.start();
    return server;
  }

  public static void main(String[] args) throws IOException {
    Path dir = Path.of(args[0]);
    start(dir, Integer.parseInt(Files.readString(dir.resolve("port")).strip()));
  }

  /** Where clients get tokens: the registry's {@code auth.token.realm}. */
  public String realm() {
    return "http://127.0.0.1:" + http.getAddress().getPort() + "/token";
  }

  /** How many tokens it gave, so that a test can see whether a client kept one. */
  public int issued() {
    return issued.get();
  }

  @Override
  public void close() {
    http.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      boolean post = exchange.getRequestMethod().equals("POST");
      String form =
          post
              ? new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8)
              : exchange.getRequestURI().getRawQuery();
      Map<String, List<String>> query = parse(form == null ? "" : form);
      Optional<String> user = post ? userOfForm(query) : userOfHeader(exchange);
      if (user.isEmpty()) {
        exchange.getResponseHeaders().add("WWW-Authenticate", "Basic realm=\"" + NAME + "\"");
        send(
            exchange,
            401,
            "{\"errors\":[{\"code\":\"UNAUTHORIZED\",\"message\":\"bad credentials\"}]}");
        return;
      }
      boolean offline =
          first(query, "offline_token").equals("true")
              || first(query, "access_type").equals("offline");
      List<String> scopes = query.getOrDefault("scope", List.of());
      send(exchange, 200, token(user.get(), scopes, offline && !user.get().isEmpty()));
    }
  }

  /** The user, or the empty name for anybody; nothing for wrong credentials. */
  private Optional<String> userOfHeader(HttpExchange exchange) {
    String header = exchange.getRequestHeaders().getFirst("Authorization");
    if (header == null) {
      return Optional.of("");
    }
    if (!header.startsWith("Basic ")) {
      return Optional.empty();
    }
    byte[] decoded = Base64.getDecoder().decode(header.substring("Basic ".length()).strip());
    String[] parts = new String(decoded, StandardCharsets.UTF_8).split(":", 2);
    return parts.length == 2 ? known(parts[0], parts[1]) : Optional.empty();
  }

  private Optional<String> userOfForm(Map<String, List<String>> form) {
    return switch (first(form, "grant_type")) {
      case "password" -> known(first(form, "username"), first(form, "password"));
      case "refresh_token" -> Optional.ofNullable(refreshTokens.get(first(form, "refresh_token")));
      default -> Optional.empty();
    };
  }

  private Optional<String> known(String name, String password) {
    User user = users.get(name);
    return user != null && user.password().equals(password) ? Optional.of(name) : Optional.empty();
  }

  private String token(String user, List<String> scopes, boolean offline) {
    List<Grant> grants = new ArrayList<>();
    int lives = LIFETIME;
    int promised = LIFETIME;
    for (String scope : scopes) {
      for (String one : scope.split(" ", -1)) {
        // A repository may hold a colon (host:port/name): the type ends at the first, the name at
        // the last.
        int type = one.indexOf(':');
        int name = one.lastIndexOf(':');
        if (type < 0 || name <= type) {
          continue;
        }
        Grant asked =
            new Grant(
                one.substring(0, type),
                one.substring(type + 1, name),
                List.of(one.substring(name + 1).split(",")));
        grants.add(allowed(user, asked));
        Matcher shortLived = SHORT_LIVED.matcher(asked.name());
        if (shortLived.matches()) {
          int seconds = Integer.parseInt(shortLived.group(2));
          lives = seconds - LEEWAY;
          promised = shortLived.group(1).equals("ttl") ? seconds : LIFETIME;
        }
      }
    }
    Instant now = Instant.now();
    String signed = sign(claims(user, grants, now, lives));
    issued.incrementAndGet();
    StringBuilder json = new StringBuilder("{");
    json.append("\"token\":\"").append(signed).append("\",");
    json.append("\"access_token\":\"").append(signed).append("\",");
    if (offline) {
      String refresh = UUID.randomUUID().toString();
      refreshTokens.put(refresh, user);
      json.append("\"refresh_token\":\"").append(refresh).append("\",");
    }
    json.append("\"expires_in\":").append(promised).append(',');
    json.append("\"issued_at\":\"").append(now.truncatedTo(ChronoUnit.SECONDS)).append("\"}");
    return json.toString();
  }

  private Grant allowed(String user, Grant asked) {
    User known = users.get(user);
    if (known != null && known.push()) {
      return asked;
    }
    boolean pulls =
        asked.type().equals("repository") && (known != null || asked.name().startsWith("public/"));
    List<String> actions =
        asked.actions().stream().filter(action -> pulls && action.equals("pull")).toList();
    return new Grant(asked.type(), asked.name(), actions);
  }

  private static String claims(String user, List<Grant> grants, Instant now, int lives) {
    StringBuilder access = new StringBuilder();
    for (Grant grant : grants) {
      access.append(access.isEmpty() ? "" : ",");
      access.append("{\"type\":\"").append(grant.type());
      access.append("\",\"name\":\"").append(grant.name()).append("\",\"actions\":[");
      access.append(
          grant.actions().stream().map(a -> '"' + a + '"').collect(Collectors.joining(",")));
      access.append("]}");
    }
    long second = now.getEpochSecond();
    return String.format(
        "{\"iss\":\"%s\",\"sub\":\"%s\",\"aud\":\"%s\",\"exp\":%d,\"nbf\":%d,\"iat\":%d,"
            + "\"jti\":\"%s\",\"access\":[%s]}",
        NAME, user, NAME, second + lives, second - LEEWAY, second, UUID.randomUUID(), access);
  }

  private String sign(String claims) {
    Base64.Encoder url = Base64.getUrlEncoder().withoutPadding();
    String header = "{\"typ\":\"JWT\",\"alg\":\"RS256\",\"x5c\":[\"" + certificate + "\"]}";
    String payload =
        url.encodeToString(header.getBytes(StandardCharsets.UTF_8))
            + '.'
            + url.encodeToString(claims.getBytes(StandardCharsets.UTF_8));
    try {
      Signature signature = Signature.getInstance("SHA256withRSA");
      signature.initSign(key);
      signature.update(payload.getBytes(StandardCharsets.US_ASCII));
      return payload + '.' + url.encodeToString(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("cannot sign", e);
    }
  }

  private static PrivateKey readKey(String pem) {
    byte[] der = Base64.getDecoder().decode(body(pem));
    try {
      return KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("not a PKCS #8 RSA key", e);
    }
  }

  private static String body(String pem) {
    return pem.lines().filter(line -> !line.startsWith("-----")).collect(Collectors.joining());
  }

  private static Map<String, List<String>> parse(String form) {
    Map<String, List<String>> fields = new HashMap<>();
    for (String pair : form.split("&", -1)) {
      String[] parts = pair.split("=", 2);
      if (parts.length == 2) {
        fields.computeIfAbsent(decode(parts[0]), name -> new ArrayList<>()).add(decode(parts[1]));
      }
    }
    return fields;
  }

  private static String decode(String text) {
    return URLDecoder.decode(text, StandardCharsets.UTF_8);
  }

  private static String first(Map<String, List<String>> fields, String name) {
    return fields.getOrDefault(name, List.of("")).getFirst();
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
  }
}
