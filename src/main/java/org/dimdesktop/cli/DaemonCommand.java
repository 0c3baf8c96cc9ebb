package org.dimdesktop.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
  private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,8})(ms|s|m|h)");

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
      description = "after which a build fails, such as 90s, 30m, 2h (DIM_BUILD_TIMEOUT)")
  private String buildTimeout;

  @Option(
      names = "--drain-timeout",
      paramLabel = "D",
      defaultValue = "${env:DIM_DRAIN_TIMEOUT:-30s}",
      description = "how long running builds may go on at the end (DIM_DRAIN_TIMEOUT)")
  private String drainTimeout;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      description = "a name, beside localhost and addresses, that requests may be made to")
  private @Nullable List<String> allowedHosts;

  @Option(
      names = "--insecure-listen",
      description = "listen beyond this machine although there is no TLS")
  private boolean insecure;

  @Override
  public Integer call() throws Exception {
    DaemonWiring.logToConsole(true);
    CountDownLatch ended = new CountDownLatch(1);
    DaemonWiring wiring = new DaemonWiring(config());
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  wiring.close();
                  ended.countDown();
                }));
    greet(wiring.daemon());
    ended.await();
    return DimCommand.OK;
  }

  private void greet(DimDaemon daemon) {
    PrintWriter out = spec.commandLine().getOut();
    out.println("dim daemon listens at " + daemon.address());
    daemon
        .firstPassword()
        .ifPresent(password -> {
          out.println("First start. Log in as user " + DimDaemon.ADMIN + " with this password:");
          out.println("    " + password);
          out.println("It is shown this once and stored nowhere; change it after the login.");
        });
    out.flush();
  }

  private DaemonConfig config() throws IOException {
    int colon = listen.lastIndexOf(':');
    if (colon < 1 || !listen.substring(colon + 1).matches("[0-9]{1,5}")) {
      throw new IllegalArgumentException("--listen must be HOST:PORT, not " + listen);
    }
    String host = listen.substring(0, colon).replaceAll("[\\[\\]]", "");
    if (!insecure && !InetAddress.getByName(host).isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "listening at "
              + host
              + " lets others on the network read tokens, for there is no TLS;"
              + " put a TLS proxy in front, or say --insecure-listen");
    }
    return new DaemonConfig(
        host,
        Integer.parseInt(listen.substring(colon + 1)),
        false,
        data != null ? data : AppDirs.ofUser().data().resolve("daemon"),
        concurrency,
        queueSize,
        duration("--build-timeout", buildTimeout),
        duration("--drain-timeout", drainTimeout),
        false,
        DimDaemon.ADMIN,
        false,
        allowedHosts == null ? List.of() : allowedHosts,
        storage.config(System.getenv()));
  }

  static Duration duration(String option, String text) {
    Matcher m = DURATION.matcher(text.strip().toLowerCase(Locale.ROOT));
    if (!m.matches()) {
      throw new IllegalArgumentException(option + " must be such as 90s, 30m or 2h, not " + text);
    }
    long n = Long.parseLong(m.group(1));
    return switch (m.group(2)) {
      case "ms" -> Duration.ofMillis(n);
      case "s" -> Duration.ofSeconds(n);
      case "m" -> Duration.ofMinutes(n);
      default -> Duration.ofHours(n);
    };
  }
}
