package org.dimdesktop.bench;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import org.dimdesktop.app.DaemonWiring;
import org.dimdesktop.build.BuildEvents;
import org.dimdesktop.build.BuildJob;
import org.dimdesktop.build.BuiltImage;
import org.dimdesktop.build.ImageBuilder;
import org.dimdesktop.build.RegistryLogin;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.dim.daemon.DaemonConfig;
import org.dimdesktop.dim.daemon.DimDaemon;
import org.dimdesktop.dim.daemon.StorageConfig;
import org.dimdesktop.model.ImageReference;
import org.dimdesktop.task.OperationContext;
import org.jspecify.annotations.Nullable;

/**
 * A dim daemon for the benchmarks, real but for its engine: BuildKit cuts a step's log off at 2 MiB
 * and 200 KiB/s, so what prints a million lines is this program. A build waits for the file that
 * its argument {@code GATE} names, then prints as many lines as {@code LINES} says.
 *
 * <p>As a program it takes a data directory and the length of its history (0), and prints {@code
 * ADDRESS TOKEN}; it runs until its standard input ends.
 */
public final class BenchDaemon implements AutoCloseable {
  private static final String STEP = "[compile 3/3] RUN make -j4 all VERBOSE=1";
  private static final String HISTORY =
      """
      with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)
      insert into build (id, status, repo, ref, commit_id, image, tag, dockerfile, context,
        build_args, no_cache, digest, requested_by, created_at, started_at, finished_at, last_seq)
      select printf('01A%023d', i), case i % 7 when 0 then 'failure' else 'success' end,
        'https://git.example.com/team-' || (i % 40) || '/service-' || (i % 200) || '.git', 'main',
        printf('%040x', i * 7919), 'registry.example.com/team-' || (i % 40) || '/service-' ||
        (i % 200), 'v' || i, 'Dockerfile', '.', '{}', 0, 'sha256:' || printf('%064x', i * 104729),
        'ci-bot', 1700000000000 + i * 60000, 1700000001000 + i * 60000, 1700000041000 + i * 60000,
        120
      from n
      """;

  private final DimDaemon daemon;
  private final DimClient client;

  /**
   * Starts one.
   *
   * @param data its data directory, which need not exist
   * @param history how many builds of the past it begins with
   */
  public BenchDaemon(Path data, int history) throws SQLException {
    if (history > 0) {
      start(data).close(); // makes the tables
      try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + data + "/dim.db");
          PreparedStatement insert = database.prepareStatement(HISTORY)) {
        insert.setInt(1, history);
        insert.executeUpdate();
      }
    }
    daemon = start(data);
    client = new DimClient(daemon.address(), daemon::bootstrapToken);
    CredentialUpdate anonymous = new CredentialUpdate(CredentialKind.ANONYMOUS, null, null);
    URI git = URI.create(environment("DIM_TEST_GIT"));
    client.access().putCredential(Realm.GIT, git.getHost() + ":" + git.getPort(), anonymous);
    client.access().putCredential(Realm.REGISTRY, registry(), anonymous);
  }

  private static DimDaemon start(Path data) {
    DaemonConfig config =
        new DaemonConfig(
            DaemonConfig.DEFAULT_HOST,
            0,
            false,
            data,
            1,
            10_000,
            Duration.ofMinutes(30),
            Duration.ZERO,
            true,
            "bench",
            true,
            List.of(),
            StorageConfig.DEFAULT,
            null);
    return DimDaemon.start(config, Printing::new, "bench");
  }

  /** Runs it as a process of its own. */
  public static void main(String[] args) throws Exception {
    DaemonWiring.logToConsole(false);
    try (BenchDaemon bench =
        new BenchDaemon(Path.of(args[0]), args.length > 1 ? Integer.parseInt(args[1]) : 0)) {
      System.out.println(bench.daemon.address() + " " + bench.daemon.bootstrapToken());
      System.out.flush();
      while (System.in.read() >= 0) {} // until the benchmark is gone, however it ended
    }
  }

  /** The registry of the test bed that images are named after. */
  public static String registry() {
    return environment("DIM_TEST_REGISTRY_OPEN");
  }

  private static String environment(String name) {
    return Objects.requireNonNull(System.getenv(name), name + " is not set");
  }

  /** A client of it. */
  public DimClient client() {
    return client;
  }

  @Override
  public void close() {
    client.close();
    daemon.close();
  }

  /** Prints as it is told to and builds nothing. */
  private static final class Printing implements ImageBuilder {
    @Override
    public BuiltImage build(BuildJob job, BuildEvents events, OperationContext ctx) {
      Path gate = Path.of(job.buildArgs().getOrDefault("GATE", "/"));
      while (!Files.exists(gate) && !Thread.currentThread().isInterrupted()) {
        LockSupport.parkNanos(Duration.ofMillis(2).toNanos());
      }
      long lines = Long.parseLong(job.buildArgs().getOrDefault("LINES", "0"));
      for (long i = 1; i <= lines; i++) {
        events.line(
            BuildEvents.Stream.STDOUT,
            STEP,
            "#9 12.345 line " + i + " of a build that a person follows to its very end, and on");
      }
      return new BuiltImage("sha256:" + "cd".repeat(32));
    }

    @Override
    public String push(
        ImageReference ref, @Nullable RegistryLogin auth, BuildEvents events, OperationContext c) {
      return "sha256:" + "ab".repeat(32);
    }

    @Override
    public void remove(ImageReference ref) {}
  }

  /** How to start it as a process beside a benchmark. */
  public static ProcessBuilder command(Path data) {
    return new ProcessBuilder(
        ProcessHandle.current().info().command().orElseThrow(),
        "-XX:+UseSerialGC",
        "-Xmx512m",
        "--enable-native-access=ALL-UNNAMED",
        "-cp",
        System.getProperty("java.class.path"),
        BenchDaemon.class.getName(),
        data.toString());
  }
}
