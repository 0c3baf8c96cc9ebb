package org.dimdesktop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dimdesktop.app.DaemonWiring;
import org.dimdesktop.dim.daemon.DaemonConfig;
import org.dimdesktop.dim.daemon.DimDaemon;
import org.dimdesktop.settings.AppDirs;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dim daemon}: runs the daemon until it is told to end. */
@Command(
    name = "daemon",
    description = "Runs the dim daemon until it gets a signal to end.",
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class DaemonCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Mixin private StorageOptions storage;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:DIM_LISTEN:-127.0.0.1:8080}",
      description = "where to listen (DIM_LISTEN)")
  private String listen;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:DIM_DATA}",
      description = "where builds, logs and credentials are kept (DIM_DATA)")
  private @Nullable Path data;

  @Option(
      names = "--concurrency",
      paramLabel = "N",
      defaultValue = "${env:DIM_CONCURRENCY:-2}",
      description = "builds at once (DIM_CONCURRENCY)")
  private int concurrency;

  @Option(
      names = "--queue-size",
      paramLabel = "N",
      defaultValue = "${env:DIM_QUEUE_SIZE:-100}",
      description = "builds that may wait (DIM_QUEUE_SIZE)")
  private int queueSize;

  @Option(
      names = "--build-timeout",
      paramLabel = "D",
      defaultValue = "${env:DIM_BUILD_TIMEOUT:-1h}",
      converter = DurationConverter.class,
      description = "after which a build fails, such as 90s, 30m, 2h (DIM_BUILD_TIMEOUT)")
  private Duration buildTimeout;

  @Option(
      names = "--drain-timeout",
      paramLabel = "D",
      defaultValue = "${env:DIM_DRAIN_TIMEOUT:-30s}",
      converter = DurationConverter.class,
      description = "how long running builds may go on at the end (DIM_DRAIN_TIMEOUT)")
  private Duration drainTimeout;

  @Option(
      names = "--engine",
      paramLabel = "CONTEXT",
      split = ",",
      defaultValue = "${env:DIM_ENGINE}",
      description = {
        "a docker context to build on; several of them share the builds (DIM_ENGINE, with commas)."
      })
  private @Nullable List<String> engines;

  @Option(
      names = "--tls-cert",
      paramLabel = "FILE",
      defaultValue = "${env:DIM_TLS_CERT}",
      description = "speak HTTPS with this certificate chain, in PEM (DIM_TLS_CERT)")
  private @Nullable Path tlsCert;

  @Option(
      names = "--tls-key",
      paramLabel = "FILE",
      defaultValue = "${env:DIM_TLS_KEY}",
      description = "and its private key, in PEM (DIM_TLS_KEY)")
  private @Nullable Path tlsKey;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "${env:DIM_ALLOWED_HOSTS}",
      description =
          "a name, beside localhost and addresses, that requests may be made to"
              + " (DIM_ALLOWED_HOSTS)")
  private @Nullable List<String> allowedHosts;

  @Option(
      names = "--admin-password-file",
      paramLabel = "FILE",
      defaultValue = "${env:DIM_ADMIN_PASSWORD_FILE}",
      description =
          "the admin's password at the first start; without it one is made up"
              + " (DIM_ADMIN_PASSWORD_FILE)")
  private @Nullable Path adminPassword;

  @Option(
      names = "--insecure-listen",
      defaultValue = "${env:DIM_INSECURE_LISTEN:-false}",
      description = "listen beyond this machine although there is no TLS (DIM_INSECURE_LISTEN)")
  private boolean insecure;

  @Override
  public Integer call() throws Exception {
    DaemonWiring.logToConsole(true);
    CountDownLatch ended = new CountDownLatch(1);
    String password =
        adminPassword == null
            ? null
            : new SecretSource(false, adminPassword, "--admin-password").read("");
    DaemonWiring wiring = new DaemonWiring(config(), engines == null ? List.of() : engines);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  wiring.close();
                  ended.countDown();
                }));
    new Greeting(spec.commandLine().getOut(), dataDir()).greet(wiring.daemon(), password);
    ended.await();
    return DimCommand.OK;
  }

  private DaemonConfig config() throws IOException {
    ListenAddress address = ListenAddress.parse(listen);
    DaemonConfig.Tls tls = tls();
    if (tls == null && !insecure && !address.isLoopback()) {
      throw new IllegalArgumentException(
          "listening at "
              + address.host()
              + " lets others on the network read tokens, for there is no TLS; give --tls-cert and"
              + " --tls-key, put a TLS proxy in front, or say --insecure-listen");
    }
    return new DaemonConfig(
        address.host(),
        address.port(),
        false,
        dataDir(),
        concurrency,
        queueSize,
        buildTimeout,
        drainTimeout,
        false,
        DimDaemon.ADMIN,
        false,
        allowedHosts == null ? List.of() : allowedHosts,
        storage.config(System.getenv()),
        tls);
  }

  private DaemonConfig.@Nullable Tls tls() {
    if (tlsCert == null && tlsKey == null) {
      return null;
    }
    if (tlsCert == null || tlsKey == null) {
      throw new IllegalArgumentException("--tls-cert and --tls-key go together");
    }
    return new DaemonConfig.Tls(tlsCert, tlsKey);
  }

  private Path dataDir() {
    return data != null ? data : AppDirs.ofUser().data().resolve("daemon");
  }
}
