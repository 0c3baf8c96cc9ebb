package org.dimdesktop.dim.daemon;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.DimProcess;
import org.dimdesktop.support.TestBed;
import org.dimdesktop.support.TestPostgres;

/** One of several {@code dim daemon} processes on a PostgreSQL, to be killed and started again. */
final class SharedDaemon implements AutoCloseable {
  private final DimProcess dim;
  private final Path dir;
  private final AtomicReference<String> token;
  private Process process;
  private volatile DimClient client;
  private boolean started = true;

  /** {@code token} is what all daemons of the database accept, once there is one. */
  SharedDaemon(TestPostgres postgres, String key, Path dir, AtomicReference<String> token) {
    this.dir = dir;
    this.token = token;
    this.dim =
        new DimProcess()
            .with("DOCKER_HOST", TestBed.require().engine().uri().toString())
            .with("DIM_DATABASE", postgres.secretUrl())
            .with("DIM_SECRET_KEY", key);
    process = launch();
    client = connect();
  }

  private Process launch() {
    try {
      Files.createDirectories(dir);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return dim.start(
        out().toFile(),
        err().toFile(),
        "daemon",
        "--listen",
        "127.0.0.1:0",
        "--data",
        dir.resolve("data").toString(),
        "--concurrency",
        "1",
        "--lease",
        "3s");
  }

  private DimClient connect() {
    String address = DaemonStart.awaitAddress(process, out(), err());
    return new DimClient(URI.create(address), token::get);
  }

  /** The password that only the first daemon on an empty database leaves. */
  Optional<String> firstPassword() {
    Path file = dir.resolve("data/first-password");
    return Files.exists(file) ? Optional.of(DaemonStart.read(file).strip()) : Optional.empty();
  }

  DimClient client() {
    return client;
  }

  /** Kills it with -9 and starts it again; until {@link #awaitStart} it has no client. */
  void killAndStart() {
    kill();
    process = launch();
    started = false;
  }

  /** Waits until it listens. */
  void awaitStart() {
    if (!started) {
      client = connect();
      started = true;
    }
  }

  private void kill() {
    // The words of a process are there for everybody on the machine to read.
    process.info().commandLine().ifPresent(line -> assertThat(line).doesNotContain("postgresql:"));
    process.destroyForcibly();
    try {
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    client.close();
    assertThat(DaemonStart.read(err())).as("the daemon's log").doesNotContain(" ERROR ");
  }

  /** All that it printed since its last start. */
  String said() {
    return DaemonStart.read(out()) + DaemonStart.read(err());
  }

  private Path out() {
    return dir.resolve("out.txt");
  }

  private Path err() {
    return dir.resolve("err.txt");
  }

  @Override
  public void close() {
    kill();
    dim.close();
  }
}
