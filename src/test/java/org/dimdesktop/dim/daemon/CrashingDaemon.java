package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.TestBed.Engine;
import org.dimdesktop.support.TestGit;

/** {@code dim daemon} as a process of its own that may be killed and started again. */
final class CrashingDaemon implements AutoCloseable {
  private final DimProcess dim;
  private final Path data;
  private final Path out;
  private final Path err;
  private Process process;
  private DimClient client;
  private String token = "";

  /** Starts it for the first time, and logs in with the password that it leaves then. */
  CrashingDaemon(Engine engine, Path dir) {
    this(engine, dir, Map.of());
  }

  /** The same, with variables of the daemon's environment. */
  CrashingDaemon(Engine engine, Path dir, Map<String, String> environment) {
    dim = new DimProcess().with("DOCKER_HOST", engine.uri().toString());
    environment.forEach(dim::with);
    data = dir.resolve("data");
    out = dir.resolve("out.txt");
    err = dir.resolve("err.txt");
    process = begin();
    client = connect();
    token =
        client
            .access()
            .login("admin", DaemonStart.read(data.resolve("first-password")).strip())
            .token();
  }

  /** A build of a repository's {@code main} in which no step comes from an earlier one. */
  static BuildRequest uncached(TestGit git, String image, String tag) {
    return new BuildRequest(
        git.url().toString(),
        "main",
        image,
        tag,
        BuildRequest.DEFAULT_DOCKERFILE,
        BuildRequest.DEFAULT_CONTEXT,
        Map.of(),
        null,
        null,
        true);
  }

  /** Starts it again on what the one before left. */
  void start() {
    launch();
    client = connect();
  }

  /** Starts it again and does not wait until it listens: there is no client before. */
  void launch() {
    process = begin();
  }

  private Process begin() {
    return dim.start(
        out.toFile(), err.toFile(), "daemon", "--listen", "127.0.0.1:0", "--data", data.toString());
  }

  private DimClient connect() {
    String address = DaemonStart.awaitAddress(process, out, err);
    return new DimClient(URI.create(address), () -> token);
  }

  DimClient client() {
    return client;
  }

  String token() {
    return token;
  }

  Path data() {
    return data;
  }

  /** Kill -9, and what the database then holds. */
  StoredBuilds kill() {
    process.destroyForcibly();
    awaitExit();
    client.close();
    return StoredBuilds.read(data);
  }

  /** Asks it to end, as a service manager does, and waits until it has. */
  StoredBuilds stop() {
    terminate();
    return awaitStop();
  }

  /** Asks it to end and does not wait. */
  void terminate() {
    process.destroy();
  }

  StoredBuilds awaitStop() {
    awaitExit();
    client.close();
    return StoredBuilds.read(data);
  }

  private void awaitExit() {
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
    assertThat(DaemonStart.read(err)).as("the daemon's log").doesNotContain(" ERROR ");
  }

  @Override
  public void close() {
    process.destroyForcibly();
    awaitExit();
    client.close();
    dim.close();
  }
}
