package org.dimdesktop.cli.updates;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.dimdesktop.app.DaemonWiring;
import org.dimdesktop.app.UpdatesWiring;
import org.dimdesktop.cli.ListenAddress;
import org.dimdesktop.cli.SecretSource;
import org.dimdesktop.updates.api.UpdateDesk;
import org.dimdesktop.updates.api.UpdatesServer;
import org.dimdesktop.updates.notice.Webhook;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code dim updates serve}. */
@Command(
    name = "serve",
    description = "Serves the HTTP API of updates, and updates on its own what is set to be.",
    showDefaultValues = true)
@SuppressWarnings("NullAway.Init") // set by picocli
final class ServeCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  @Option(
      names = "--listen",
      paramLabel = "HOST:PORT",
      defaultValue = "${env:DIM_UPDATES_LISTEN:-127.0.0.1:8099}",
      description = "where to listen (DIM_UPDATES_LISTEN)")
  private String listen;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:DIM_UPDATES_DATA}",
      description = "where journals of updates are kept (DIM_UPDATES_DATA)")
  private @Nullable Path data;

  @Option(
      names = "--user",
      defaultValue = "${env:DIM_UPDATES_USER}",
      description = "who must log in (DIM_UPDATES_USER); without it everybody may use the API")
  private @Nullable String user;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      defaultValue = "${env:DIM_UPDATES_PASSWORD_FILE}",
      description = "the user's password (DIM_UPDATES_PASSWORD_FILE)")
  private @Nullable Path passwordFile;

  @Mixin private AutoOptions auto;

  @Option(
      names = "--allowed-host",
      paramLabel = "NAME",
      split = ",",
      defaultValue = "${env:DIM_UPDATES_ALLOWED_HOSTS}",
      description =
          "a name, beside localhost and addresses, that requests may be made to"
              + " (DIM_UPDATES_ALLOWED_HOSTS)")
  private @Nullable List<String> allowedHosts;

  @Override
  public Integer call() throws Exception {
    ListenAddress address = ListenAddress.parse(listen);
    String host = address.host();
    UpdatesServer.Login login = login();
    if (login == null && !address.isLoopback()) {
      throw new IllegalArgumentException(
          "listening at " + host + " lets others update containers; set --user and a password");
    }
    DaemonWiring.logToConsole(true);
    UpdateDesk.Settings settings = auto.settings();
    Webhook webhook = auto.webhook(System.getenv());
    UpdatesWiring wiring = new UpdatesWiring(data);
    Clock clock = Clock.system(ZoneId.systemDefault());
    UpdateDesk desk =
        webhook == null
            ? new UpdateDesk(wiring.updates(), wiring.folder(), settings, clock)
            : new UpdateDesk(wiring.updates(), wiring.folder(), settings, clock, webhook);
    UpdatesServer server =
        new UpdatesServer(
            desk, login, allowedHosts == null ? List.of() : allowedHosts, Clock.systemUTC());
    int port = server.start(host, address.port());
    desk.start();
    CountDownLatch ended = new CountDownLatch(1);
    Runtime.getRuntime()
        .addShutdownHook(
            Thread.ofPlatform()
                .unstarted(() -> {
                  server.close();
                  desk.close();
                  if (webhook != null) {
                    webhook.close();
                  }
                  wiring.close();
                  ended.countDown();
                }));
    spec.commandLine().getOut().println("dim updates listens at http://" + host + ":" + port);
    spec.commandLine().getOut().flush();
    ended.await();
    return EngineCommand.OK;
  }

  private UpdatesServer.@Nullable Login login() throws java.io.IOException {
    if (user == null || user.isEmpty()) {
      return null;
    }
    if (passwordFile == null) {
      throw new IllegalArgumentException("--user needs --password-file");
    }
    return new UpdatesServer.Login(
        user, new SecretSource(false, passwordFile, "--password").read(""));
  }
}
