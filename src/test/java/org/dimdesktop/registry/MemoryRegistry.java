package org.dimdesktop.registry;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.dimdesktop.model.Digest;
import org.jspecify.annotations.Nullable;

/**
 * A registry in memory that does all by the distribution spec, uploads in chunks and their resuming
 * too, until a test puts something in its way: what real registries do only on bad days.
 */
public final class MemoryRegistry implements AutoCloseable {
  private static final Pattern ROUTE =
      Pattern.compile("/v2/(.+?)/(blobs|manifests)/(uploads/)?([^/]*)");

  private final HttpServer http;
  private final Map<String, byte[]> blobs = new ConcurrentHashMap<>();
  private final Map<Digest, byte[]> raws = new ConcurrentHashMap<>();
  private final Map<String, Stored> manifests = new ConcurrentHashMap<>();
  private final Map<String, ByteArrayOutputStream> uploads = new ConcurrentHashMap<>();
  private final Set<String> links = ConcurrentHashMap.newKeySet();
  private final Set<String> answered = ConcurrentHashMap.newKeySet();
  private final List<String> asked = new CopyOnWriteArrayList<>();
  private final AtomicInteger ids = new AtomicInteger();
  private final AtomicLong received = new AtomicLong();
  private volatile Trouble trouble = _ -> false;

  private record Stored(String type, Digest digest) {}

  /** Comes before the registry's own answer. */
  @FunctionalInterface
  public interface Trouble {
    /** Answers, or breaks off, and says that it did. */
    boolean make(HttpExchange exchange) throws IOException;
  }

  public MemoryRegistry() {
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    http.createContext("/", this::answer);
    http.start();
  }

  public String address() {
    return "127.0.0.1:" + http.getAddress().getPort();
  }

  public void trouble(Trouble next) {
    trouble = next;
  }

  /** {@code PUT /v2/app/manifests/1}, with the query, in order. */
  public List<String> asked(String regex) {
    return asked.stream().filter(line -> line.matches(regex)).toList();
  }

  public int openUploads() {
    return uploads.size();
  }

  /** The bytes that a tag or a digest stands for, or null. */
  public byte @Nullable [] manifest(String repository, String reference) {
    Stored stored = manifests.get(repository + "/" + reference);
    return stored == null ? null : raws.get(stored.digest());
  }

  public byte @Nullable [] blob(Digest digest) {
    return blobs.get(digest.toString());
  }

  public int blobs() {
    return blobs.size();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String target = exchange.getRequestURI().toString();
      asked.add(exchange.getRequestMethod() + " " + target);
      if (!trouble.make(exchange)) {
        route(exchange);
      }
    }
  }

  private void route(HttpExchange exchange) throws IOException {
    String path = exchange.getRequestURI().getPath();
    Matcher route = ROUTE.matcher(path);
    if (path.endsWith("/tags/list")) {
      tags(exchange, path.substring("/v2/".length(), path.length() - "/tags/list".length()));
    } else if (!route.matches()) {
      reply(exchange, path.equals("/v2/") ? 200 : 404, Map.of(), "{}");
    } else if (route.group(3) != null) {
      upload(exchange, route.group(1), route.group(4));
    } else if (route.group(2).equals("blobs")) {
      boolean linked = links.contains(route.group(1) + "@" + route.group(4));
      blob(exchange, linked ? blobs.get(route.group(4)) : null);
    } else {
      manifest(exchange, route.group(1), route.group(4));
    }
  }

  private void tags(HttpExchange exchange, String repository) throws IOException {
    String names =
        manifests.keySet().stream()
            .filter(key -> key.startsWith(repository + "/") && !key.contains("sha256:"))
            .map(key -> "\"" + key.substring(repository.length() + 1) + "\"")
            .sorted()
            .collect(Collectors.joining(","));
    reply(exchange, 200, Map.of(), "{\"tags\":[" + names + "]}");
  }

  private static void blob(HttpExchange exchange, byte @Nullable [] content) throws IOException {
    if (content == null) {
      reply(exchange, 404, Map.of(), "{\"errors\":[{\"code\":\"BLOB_UNKNOWN\"}]}");
      return;
    }
    send(exchange, content, 0);
  }

  /** A blob's bytes, from the offset that was asked for on. */
  public static void send(HttpExchange exchange, byte[] content, int flipAt) throws IOException {
    String range = exchange.getRequestHeaders().getFirst("Range");
    int from = range == null ? 0 : Integer.parseInt(range.replaceAll("\\D", ""));
    byte[] bytes = content;
    if (flipAt > 0) {
      bytes = content.clone();
      bytes[flipAt - 1] ^= 0x20;
    }
    if (range != null) {
      exchange
          .getResponseHeaders()
          .add("Content-Range", "bytes " + from + "-" + (bytes.length - 1) + "/" + bytes.length);
    }
    boolean head = exchange.getRequestMethod().equals("HEAD");
    int length = bytes.length - from;
    if (head) {
      exchange.getResponseHeaders().add("Content-Length", Integer.toString(length));
    }
    exchange.sendResponseHeaders(range == null ? 200 : 206, head || length == 0 ? -1 : length);
    if (!head) {
      exchange.getResponseBody().write(bytes, from, length);
    }
  }

  private void upload(HttpExchange exchange, String repository, String id) throws IOException {
    Map<String, String> query = query(exchange);
    switch (exchange.getRequestMethod()) {
      case "POST" -> {
        String mount = query.getOrDefault("mount", "");
        if (links.contains(query.getOrDefault("from", "") + "@" + mount)) {
          links.add(repository + "@" + mount);
          reply(exchange, 201, Map.of(), "");
          return;
        }
        String next = Integer.toString(ids.incrementAndGet());
        uploads.put(next, new ByteArrayOutputStream());
        reply(exchange, 202, Map.of("Location", location(repository, next)), "");
      }
      case "DELETE" -> reply(exchange, uploads.remove(id) == null ? 404 : 204, Map.of(), "");
      case "GET" -> status(exchange, repository, id, 204);
      default -> bytes(exchange, repository, id, query);
    }
  }

  /** Relative, and with a query that must come back: as registries behind a proxy do. */
  private static String location(String repository, String id) {
    return "/v2/" + repository + "/blobs/uploads/" + id + "?state=of%2F" + id;
  }

  private void status(HttpExchange exchange, String repository, String id, int status)
      throws IOException {
    ByteArrayOutputStream upload = uploads.get(id);
    if (upload == null) {
      reply(exchange, 404, Map.of(), "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\"}]}");
      return;
    }
    reply(
        exchange,
        status,
        Map.of(
            "Location", location(repository, id), "Range", "0-" + Math.max(0, upload.size() - 1)),
        "");
  }

  private void bytes(HttpExchange exchange, String repository, String id, Map<String, String> query)
      throws IOException {
    ByteArrayOutputStream upload = uploads.get(id);
    if (upload == null || !("of/" + id).equals(query.get("state"))) {
      reply(exchange, 404, Map.of(), "{\"errors\":[{\"code\":\"BLOB_UPLOAD_UNKNOWN\"}]}");
      return;
    }
    String range = exchange.getRequestHeaders().getFirst("Content-Range");
    if (range != null && !range.startsWith(upload.size() + "-")) {
      status(exchange, repository, id, 416);
      return;
    }
    receive(exchange.getRequestBody(), upload);
    if (exchange.getRequestMethod().equals("PATCH")) {
      status(exchange, repository, id, 202);
      return;
    }
    byte[] content = upload.toByteArray();
    uploads.remove(id);
    if (!RawImages.sha256(content).toString().equals(query.get("digest"))) {
      reply(exchange, 400, Map.of(), "{\"errors\":[{\"code\":\"DIGEST_INVALID\"}]}");
      return;
    }
    blobs.put(RawImages.sha256(content).toString(), content);
    links.add(repository + "@" + RawImages.sha256(content));
    reply(exchange, 201, Map.of(), "");
  }

  /** What came is kept, also when no more comes. */
  private void receive(InputStream in, ByteArrayOutputStream upload) throws IOException {
    byte[] buffer = new byte[8192];
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      upload.write(buffer, 0, n);
      received.addAndGet(n);
    }
  }

  /** Keeps the first bytes of a request's body as those of an upload. */
  public void receive(String id, InputStream in, int bytes) throws IOException {
    ByteArrayOutputStream upload = uploads.get(id);
    if (upload == null) {
      throw new IOException("no upload " + id);
    }
    upload.write(in.readNBytes(bytes));
    received.addAndGet(bytes);
  }

  /** The bytes of blobs that came over the wire. */
  public long received() {
    return received.get();
  }

  /** Loses everything that it has. */
  public void forget() {
    blobs.clear();
    links.clear();
    manifests.clear();
  }

  private void manifest(HttpExchange exchange, String repository, String reference)
      throws IOException {
    String key = repository + "/" + reference;
    if (exchange.getRequestMethod().equals("PUT")) {
      byte[] raw = exchange.getRequestBody().readAllBytes();
      Digest digest = RawImages.sha256(raw);
      Stored stored = new Stored(exchange.getRequestHeaders().getFirst("Content-Type"), digest);
      raws.put(digest, raw);
      manifests.put(key, stored);
      manifests.put(repository + "/" + digest, stored);
      reply(exchange, 201, Map.of("Docker-Content-Digest", digest.toString()), "");
      return;
    }
    boolean delete = exchange.getRequestMethod().equals("DELETE");
    Stored stored = delete ? manifests.remove(key) : manifests.get(key);
    if (stored != null && delete) {
      reply(exchange, 202, Map.of(), "");
      return;
    }
    if (stored == null) {
      reply(exchange, 404, Map.of(), "{\"errors\":[{\"code\":\"MANIFEST_UNKNOWN\"}]}");
      return;
    }
    byte[] raw = manifest(repository, reference);
    reply(
        exchange,
        200,
        Map.of("Content-Type", stored.type(), "Docker-Content-Digest", stored.digest().toString()),
        raw == null ? "" : new String(raw, StandardCharsets.UTF_8));
  }

  private static Map<String, String> query(HttpExchange exchange) {
    Map<String, String> query = new ConcurrentHashMap<>();
    String text = exchange.getRequestURI().getQuery();
    for (String pair : text == null ? new String[0] : text.split("&", -1)) {
      int equals = pair.indexOf('=');
      query.put(pair.substring(0, equals), pair.substring(equals + 1));
    }
    return query;
  }

  /** True the first time that it is asked for these words. */
  public boolean once(String words) {
    return answered.add(words);
  }

  public static boolean reply(
      HttpExchange exchange, int status, Map<String, String> headers, String body)
      throws IOException {
    ScriptedRegistry.reply(exchange, status, headers, body);
    return true;
  }

  @Override
  public void close() {
    http.stop(0);
  }
}
