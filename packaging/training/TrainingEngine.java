import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Answers on a unix socket as a Docker Engine with a hundred images does, so that the run which the
 * start-up cache is made of also reads and shows lists: {@code java TrainingEngine.java SOCKET}.
 * Where a build runs there need not be an engine, and nobody's own containers belong into it.
 */
public final class TrainingEngine {
  private static final String VERSION =
      "{\"Version\":\"28.5.2\",\"ApiVersion\":\"1.51\",\"MinAPIVersion\":\"1.24\",\"Os\":\"linux\",\"Arch\":\"amd64\"}";

  private TrainingEngine() {}

  public static void main(String[] args) throws IOException {
    try (ServerSocketChannel server = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        ExecutorService io = Executors.newVirtualThreadPerTaskExecutor()) {
      server.bind(UnixDomainSocketAddress.of(args[0]));
      while (true) {
        SocketChannel client = server.accept();
        io.execute(() -> serve(client));
      }
    }
  }

  private static void serve(SocketChannel client) {
    try (client) {
      BufferedReader in =
          new BufferedReader(
              new InputStreamReader(Channels.newInputStream(client), StandardCharsets.UTF_8));
      OutputStream out = Channels.newOutputStream(client);
      for (String request = in.readLine(); request != null; request = in.readLine()) {
        while (!in.readLine().isEmpty()) {
          // only the path decides
        }
        answer(request.split(" ")[1].replaceFirst("^/v[0-9.]+", "").replaceFirst("\\?.*", ""), out);
      }
    } catch (IOException e) {
      // the client is gone
    }
  }

  private static void answer(String path, OutputStream out) throws IOException {
    switch (path) {
      case "/_ping" -> send(out, "200 OK", "text/plain", "OK");
      case "/version" -> send(out, "200 OK", "application/json", VERSION);
      case "/images/json" -> send(out, "200 OK", "application/json", list(100, TrainingEngine::image));
      case "/containers/json" ->
          send(out, "200 OK", "application/json", list(20, TrainingEngine::container));
      case "/events" -> {
        out.write(head("200 OK", "application/json", "Transfer-Encoding: chunked"));
        LockSupport.park(); // nothing ever happens here
      }
      default -> send(out, "404 Not Found", "application/json", "{\"message\":\"not there\"}");
    }
  }

  private static void send(OutputStream out, String status, String type, String body)
      throws IOException {
    byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
    out.write(head(status, type, "Content-Length: " + bytes.length));
    out.write(bytes);
  }

  private static byte[] head(String status, String type, String length) {
    return ("HTTP/1.1 " + status + "\r\nApi-Version: 1.51\r\nContent-Type: " + type + "\r\n" + length + "\r\n\r\n")
        .getBytes(StandardCharsets.US_ASCII);
  }

  private static String list(int count, java.util.function.IntFunction<String> item) {
    return IntStream.range(0, count).mapToObj(item).collect(Collectors.joining(",", "[", "]"));
  }

  private static String image(int i) {
    return """
        {"Id":"sha256:%064x","ParentId":"","RepoTags":["registry.example.com/team/app-%d:1.%d"],\
        "RepoDigests":["registry.example.com/team/app-%d@sha256:%064x"],"Created":%d,"Size":%d,\
        "SharedSize":-1,"Containers":-1,"Labels":{"org.opencontainers.image.title":"app %d"}}"""
        .formatted(i + 1, i, i % 7, i, i + 1000, 1_760_000_000L - i * 86_400L, 1_000_000L + i * 777L, i);
  }

  private static String container(int i) {
    return """
        {"Id":"%064x","Names":["/web-%d"],"Image":"registry.example.com/team/app-%d:1.%d",\
        "ImageID":"sha256:%064x","Command":"serve --port 80","Created":%d,"State":"%s","Status":"%s",\
        "Ports":[{"IP":"0.0.0.0","PrivatePort":80,"PublicPort":%d,"Type":"tcp"}],\
        "Labels":{"com.docker.compose.project":"shop","com.docker.compose.service":"web"},\
        "HostConfig":{"NetworkMode":"bridge"},"NetworkSettings":{"Networks":{}},"Mounts":[]}"""
        .formatted(
            i + 1, i, i, i % 7, i + 1, 1_760_000_000L - i * 3_600L,
            i % 3 == 0 ? "exited" : "running", i % 3 == 0 ? "Exited (0) 2 hours ago" : "Up 2 hours (healthy)", 8000 + i);
  }
}
