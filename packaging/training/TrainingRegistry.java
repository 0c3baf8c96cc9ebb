import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** A registry with one small image, read-only, for packaging/train: prints its address and answers until it is ended. */
final class TrainingRegistry {
  private static final String OCI = "application/vnd.oci.image.";

  public static void main(String[] args) throws Exception {
    String config =
        "{\"created\":\"2024-01-01T00:00:00Z\",\"os\":\"linux\",\"architecture\":\""
            + (System.getProperty("os.arch").equals("aarch64") ? "arm64" : "amd64")
            + "\",\"config\":{\"Env\":[\"A=1\"],\"Labels\":{\"a\":\"b\"}},\"rootfs\":{\"type\":\"layers\",\"diff_ids\":[]}}";
    String layer = "layer";
    String manifest =
        "{\"schemaVersion\":2,\"mediaType\":\"" + OCI + "manifest.v1+json\",\"config\":"
            + descriptor(OCI + "config.v1+json", config) + ",\"layers\":["
            + descriptor(OCI + "layer.v1.tar+gzip", layer) + "]}";
    HttpServer http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    Map<String, String> answers =
        Map.of(
            "/v2/", "{}",
            "/v2/app/tags/list", "{\"name\":\"app\",\"tags\":[\"1\",\"2\"]}",
            "/v2/app/manifests/1", manifest,
            "/v2/app/manifests/" + digest(manifest), manifest,
            "/v2/app/blobs/" + digest(config), config,
            "/v2/app/blobs/" + digest(layer), layer);
    http.createContext("/", exchange -> answer(exchange, answers.get(exchange.getRequestURI().getPath()), digest(manifest)));
    http.start();
    System.out.println("127.0.0.1:" + http.getAddress().getPort());
    new CountDownLatch(1).await();
  }

  private static void answer(HttpExchange exchange, String text, String digest) throws IOException {
    try (exchange) {
      byte[] body = (text == null ? "{\"errors\":[{\"code\":\"UNKNOWN\"}]}" : text).getBytes(StandardCharsets.UTF_8);
      boolean isManifest = text != null && exchange.getRequestURI().getPath().contains("/manifests/");
      exchange.getResponseHeaders().add("Content-Type", isManifest ? OCI + "manifest.v1+json" : "application/json");
      if (isManifest) {
        exchange.getResponseHeaders().add("Docker-Content-Digest", digest);
      }
      boolean head = exchange.getRequestMethod().equals("HEAD");
      exchange.sendResponseHeaders(text == null ? 404 : 200, head ? -1 : body.length);
      if (!head) {
        exchange.getResponseBody().write(body);
      }
    }
  }

  private static String descriptor(String type, String content) {
    return "{\"mediaType\":\"%s\",\"digest\":\"%s\",\"size\":%d}".formatted(type, digest(content), content.length());
  }

  private static String digest(String content) {
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
      return "sha256:" + HexFormat.of().formatHex(hash);
    } catch (java.security.NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }
}
