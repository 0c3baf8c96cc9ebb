package org.dimdesktop.dim.daemon;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a daemon is run.
 *
 * @param host the address to listen at
 * @param port the port to listen at; 0 is any free one
 * @param anyPortIfTaken whether another free port will do when {@code port} is taken
 * @param dataDir where it keeps its database, key and temporary clones
 * @param concurrency how many builds run at once, at least 1
 * @param queueSize how many builds may wait, at least 1
 * @param buildTimeout after which a running build fails
 * @param drainTimeout how long running builds may go on when the daemon ends
 * @param keepImages whether built images stay on the engine after the push
 * @param userName whom the embedding program acts for
 * @param embedded whether a program holds the daemon; it then makes no admin user
 * @param allowedHosts names, beside loopback and addresses, that requests may be made to
 * @param storage what is kept beside clones, where and for how long
 * @param tls what it shows its clients, or null where it speaks plain HTTP
 */
public record DaemonConfig(
    String host,
    int port,
    boolean anyPortIfTaken,
    Path dataDir,
    int concurrency,
    int queueSize,
    Duration buildTimeout,
    Duration drainTimeout,
    boolean keepImages,
    String userName,
    boolean embedded,
    List<String> allowedHosts,
    StorageConfig storage,
    @Nullable Tls tls) {
  /** The port that clients try first. */
  public static final int DEFAULT_PORT = 8080;

  /** Where a daemon listens unless told otherwise. */
  public static final String DEFAULT_HOST = "127.0.0.1";

  /**
   * The files of a server's TLS, in PEM.
   *
   * @param cert its certificate, followed by those that lead to the issuer
   * @param key the private key, not encrypted
   */
  public record Tls(Path cert, Path key) {}

  public DaemonConfig {
    if (concurrency < 1 || queueSize < 1) {
      throw new IllegalArgumentException("concurrency and queue size must be at least 1");
    }
    if (buildTimeout.isNegative() || buildTimeout.isZero()) {
      throw new IllegalArgumentException("the build timeout must be longer than nothing");
    }
    allowedHosts = List.copyOf(allowedHosts);
  }

  /** A daemon inside another program: on loopback, on a free port if the usual one is taken. */
  public static DaemonConfig embedded(Path dataDir) {
    return new DaemonConfig(
        DEFAULT_HOST,
        DEFAULT_PORT,
        true,
        dataDir,
        2,
        100,
        Duration.ofMinutes(60),
        Duration.ofSeconds(5),
        true,
        System.getProperty("user.name", "desktop"),
        true,
        List.of(),
        StorageConfig.DEFAULT,
        null);
  }
}
