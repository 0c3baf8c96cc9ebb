package org.dimdesktop.cli;

import java.io.IOException;
import java.nio.file.Path;
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
      "Logs in and keeps the session's token for this daemon.",
      "The password is asked for at the terminal, or read as the options say."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class LoginCommand extends ClientCommand {
  @Option(
      names = {"-u", "--user"},
      paramLabel = "NAME",
      defaultValue = DimDaemon.ADMIN,
      showDefaultValue = picocli.CommandLine.Help.Visibility.ALWAYS,
      description = "whom to log in as")
  private String user;

  @Option(names = "--password-stdin", description = "read the password from standard input")
  private boolean stdin;

  @Option(names = "--password-file", paramLabel = "FILE", description = "read it from a file")
  private @Nullable Path file;

  @Override
  @Nullable String token(DaemonAddress daemon) {
    return null;
  }

  @Override
  void run(DimClient client) throws IOException {
    String password =
        new SecretSource(stdin, file, "--password")
            .read("Password of " + user + " at " + client.address());
    LoginAnswer login = client.access().login(user, password);
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
