package org.dimdesktop.support;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/**
 * A registry of the test's own (docker-registry), to be stopped, killed and brought back at the
 * same port with the same data.
 */
public final class RegistryProcess implements AutoCloseable {
  private final Path dir;
  private final Map<String, String> settings;
  private final Optional<TokenServer> tokens;
  private final int port = freePort();
  private @Nullable Process process;

  private RegistryProcess(Path dir, Map<String, String> settings, Optional<TokenServer> tokens) {
    this.dir = dir;
    this.settings = Map.copyOf(settings);
    this.tokens = tokens;
    try {
      Files.writeString(
          dir.resolve("config.yml"),
          """
          version: 0.1
          log: {level: warn, accesslog: {disabled: true}}
          storage:
            filesystem: {rootdirectory: %s}
            delete: {enabled: true}
          http: {addr: "127.0.0.1:%d"}
          """
              .formatted(dir.resolve("data"), port));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    start();
  }

  /** Without login. */
  public static RegistryProcess open() {
    return open(Map.of());
  }

  /** Settings are the registry's own variables: {@code REGISTRY_STORAGE_DELETE_ENABLED=false}. */
  public static RegistryProcess open(Map<String, String> settings) {
    return new RegistryProcess(TestFolder.create(), settings, Optional.empty());
  }

  /** With basic authentication. */
  public static RegistryProcess basic(String user, String password) {
    Path dir = TestFolder.create();
    Path users = dir.resolve("htpasswd");
    Command.of("htpasswd", "-cBb", "-C", "5", users, user, password).run();
    return new RegistryProcess(
        dir,
        Map.of(
            "REGISTRY_AUTH_HTPASSWD_REALM",
            "dim-test",
            "REGISTRY_AUTH_HTPASSWD_PATH",
            users.toString()),
        Optional.empty());
  }

  /** With a token server of its own, see {@link #tokens}; users as {@code name:password:push}. */
  public static RegistryProcess token(String... users) {
    Path dir = TestFolder.create();
    Path certificate = dir.resolve("cert.pem");
    Path key = dir.resolve("key.pem");
    Command.of(
            "openssl",
            "req",
            "-x509",
            "-newkey",
            "rsa:2048",
            "-nodes",
            "-days",
            "2",
            "-subj",
            "/CN=dim-test",
            "-keyout",
            key,
            "-out",
            certificate)
        .run();
    try {
      Files.write(dir.resolve("users"), List.of(users));
      TokenServer server = TokenServer.start(dir, 0);
      Map<String, String> settings = new HashMap<>();
      settings.put("REGISTRY_AUTH_TOKEN_REALM", server.realm());
      settings.put("REGISTRY_AUTH_TOKEN_SERVICE", "dim-test");
      settings.put("REGISTRY_AUTH_TOKEN_ISSUER", "dim-test");
      settings.put("REGISTRY_AUTH_TOKEN_ROOTCERTBUNDLE", certificate.toString());
      return new RegistryProcess(dir, settings, Optional.of(server));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public int port() {
    return port;
  }

  /** As it stands in an image's name. */
  public String address() {
    return "127.0.0.1:" + port;
  }

  public TokenServer tokens() {
    return tokens.orElseThrow();
  }

  /** Where blobs and manifests lie, for tests that damage them. */
  public Path data() {
    return dir.resolve("data");
  }

  /** Brings it back after {@link #stop} or {@link #kill}. */
  public void start() {
    ProcessBuilder builder =
        new ProcessBuilder("docker-registry", "serve", dir.resolve("config.yml").toString());
    builder.environment().putAll(settings);
    try {
      process =
          builder
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.appendTo(dir.resolve("log").toFile()))
              .start();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Process started = process;
    Awaitility.await("docker-registry")
        .pollInterval(Duration.ofMillis(20))
        .atMost(Duration.ofSeconds(20))
        .until(() -> listens(started));
  }

  private boolean listens(Process started) throws IOException {
    if (!started.isAlive()) {
      throw new AssertionError("docker-registry ended:\n" + Files.readString(dir.resolve("log")));
    }
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  public void stop() {
    end(false);
  }

  public void kill() {
    end(true);
  }

  @Override
  public void close() {
    end(true);
    tokens.ifPresent(TokenServer::close);
    TestFolder.delete(dir);
  }

  private void end(boolean forcibly) {
    Process running = process;
    if (running == null) {
      return;
    }
    process = null;
    if (forcibly) {
      running.destroyForcibly();
    } else {
      running.destroy();
    }
    try {
      if (!running.waitFor(20, TimeUnit.SECONDS)) {
        throw new AssertionError("docker-registry does not end");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
