import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.StringJoiner;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;

/**
 * A registry with one image of a few large layers, for packaging/train: prints its address and answers until it is ended. What is
 * uploaded is taken and forgotten.
 */
final class TrainingRegistry {
  private static final String OCI = "application/vnd.oci.image.";
  private static final int LAYERS = 4;
  private static final int LAYER_BYTES = 16 << 20;
  private static final String UPLOADS = "/blobs/uploads/";

  private final Map<String, byte[]> answers = new HashMap<>();
  private final String manifest;

  private TrainingRegistry() {
    byte[] config =
        ("{\"created\":\"2024-01-01T00:00:00Z\",\"os\":\"linux\",\"architecture\":\""
                + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64")
                + "\",\"config\":{\"Env\":[\"A=1\"],\"Labels\":{\"a\":\"b\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}")
            .getBytes(StandardCharsets.UTF_8);
    StringJoiner layers = new StringJoiner(",");
    for (int i = 0; i < LAYERS; i++) {
      byte[] layer = new byte[LAYER_BYTES];
      layer[0] = (byte) i;
      answers.put("/v2/app/blobs/" + digest(layer), layer);
      layers.add(descriptor(OCI + "layer.v1.tar+gzip", layer));
    }
    byte[] bytes =
        ("{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "manifest.v1+json\",\"config\":"
                + descriptor(OCI + "config.v1+json", config) + ",\"layers\":[" + layers + "]}")
            .getBytes(StandardCharsets.UTF_8);
    manifest = digest(bytes);
    answers.put("/v2/", "{}".getBytes(StandardCharsets.UTF_8));
    answers.put("/v2/app/tags/list", "{\"name\":\"app\",\"tags\":[\"1\",\"2\"]}".getBytes(StandardCharsets.UTF_8));
    answers.put("/v2/app/manifests/1", bytes);
    answers.put("/v2/app/manifests/" + manifest, bytes);
    answers.put("/v2/app/blobs/" + digest(config), config);
  }

  public static void main(String[] args) throws Exception {
    HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    http.setExecutor(Executors.newCachedThreadPool());
    http.createContext("/", new TrainingRegistry()::answer);
    http.start();
    System.out.println("127.0.0.1:" + http.getAddress().getPort());
    new CountDownLatch(1).await();
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String path = exchange.getRequestURI().getPath();
      String method = exchange.getRequestMethod();
      if (method.equals("POST") && path.endsWith(UPLOADS)) {
        exchange.getResponseHeaders().add("Location", path + "1");
        exchange.sendResponseHeaders(202, -1);
      } else if (method.equals("PUT")) {
        exchange.getRequestBody().transferTo(OutputStream.nullOutputStream());
        exchange.sendResponseHeaders(201, -1);
      } else {
        read(exchange, path, method.equals("HEAD"));
      }
    }
  }

  private void read(HttpExchange exchange, String path, boolean head) throws IOException {
    byte[] known = answers.get(path);
    byte[] body = known == null ? "{\"errors\":[{\"code\":\"UNKNOWN\"}]}".getBytes(StandardCharsets.UTF_8) : known;
    boolean isManifest = known != null && path.contains("/manifests/");
    exchange.getResponseHeaders().add("Content-Type", isManifest ? OCI + "manifest.v1+json" : "application/json");
    if (isManifest) {
      exchange.getResponseHeaders().add("Docker-Content-Digest", manifest);
    }
    exchange.sendResponseHeaders(known == null ? 404 : 200, head ? -1 : body.length);
    if (!head) {
      exchange.getResponseBody().write(body);
    }
  }

  private static String descriptor(String type, byte[] content) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest(content), content.length);
  }

  private static String digest(byte[] content) {
    try {
      return "sha256:" + HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
