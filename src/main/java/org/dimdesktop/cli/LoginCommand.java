package org.dimdesktop.cli;

import java.io.IOException;
import java.nio.file.Path;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.credentials.CredentialStore.Kept;
import org.dimdesktop.dim.api.LoginAnswer;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.dim.daemon.DimDaemon;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dim login}: keeps a session's token for the commands that follow. */
@Command(
    name = "login",
    description = {
      "Logs in and keeps the session's token for this daemon; or with --registry at a registry,",
      "and keeps the login where docker does: with its credential helper or in its config.json.",
      "The password is asked for at the terminal, or read as the options say."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class LoginCommand extends ClientCommand {
  @Option(
      names = {"-u", "--user"},
      paramLabel = "NAME",
      description = "whom to log in as (" + DimDaemon.ADMIN + " at a daemon)")
  private @Nullable String user;

  @Option(
      names = "--registry",
      paramLabel = "HOST",
      converter = RegistryHost.class,
      description = "log in at a registry, such as docker.io or 127.0.0.1:5000, instead")
  private @Nullable String registry;

  @Option(
      names = "--plain-http",
      description = "with --registry: also without encryption, elsewhere than here")
  private boolean plainHttp;

  @Option(names = "--password-stdin", description = "read the password from standard input")
  private boolean stdin;

  @Option(names = "--password-file", paramLabel = "FILE", description = "read it from a file")
  private @Nullable Path file;

  @Override
  @Nullable String token(DaemonAddress daemon) {
    return null;
  }

  @Override
  boolean asksDaemon() {
    return registry == null;
  }

  @Override
  public Integer call() throws Exception {
    if (registry == null) {
      return super.call();
    }
    if (user == null) {
      throw new IllegalArgumentException("say whom to log in as: --user NAME");
    }
    Credential login = Credential.of(user, password(user, registry));
    try (RegistryWiring wiring = RegistryCommand.wiring(plainHttp)) {
      Kept kept = wiring.login().login(registry, login);
      out().println("Logged in at " + registry + " as " + user + ".");
      if (kept == Kept.IN_PLAIN_FILE) {
        err()
            .println(
                "warning: the password is kept in docker's config.json, not encrypted; a"
                    + " credential helper (credsStore in that file) would keep it safe.");
      }
    } finally {
      out().flush();
      err().flush();
    }
    return DimCommand.OK;
  }

  private String password(String name, Object place) throws IOException {
    return new SecretSource(stdin, file, "--password").read("Password of " + name + " at " + place);
  }

  @Override
  void run(DimClient client) throws IOException {
    String name = user == null ? DimDaemon.ADMIN : user;
    LoginAnswer login = client.access().login(name, password(name, client.address()));
    tokenFile().write(client.address(), login.token());
    out()
        .println(
            "Logged in at "
                + client.address()
                + " as "
                + login.user()
                + "; the session ends after a day without use.");
    if (!environment().getOrDefault("DIM_TOKEN", "").isBlank()) {
      err().println("DIM_TOKEN is set; its token is used before this login.");
    }
  }
}
