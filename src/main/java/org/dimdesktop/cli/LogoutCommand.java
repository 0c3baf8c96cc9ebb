package org.dimdesktop.cli;

import java.util.Objects;
import java.util.Optional;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.client.ApiException;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dim logout}: ends the session and forgets its token. */
@Command(name = "logout", description = "Ends the login at this daemon and forgets its token.")
final class LogoutCommand extends ClientCommand {
  @Option(
      names = "--registry",
      paramLabel = "HOST",
      converter = RegistryHost.class,
      description = "forget the login at a registry instead")
  private @Nullable String registry;

  private boolean fromFile;

  LogoutCommand() {}

  @Override
  public Integer call() throws Exception {
    if (registry == null) {
      return super.call();
    }
    try (RegistryWiring wiring = RegistryCommand.wiring(false)) {
      boolean known = wiring.credentials().hosts().contains(registry);
      Optional<String> left = wiring.login().logout(registry);
      out()
          .println(
              known
                  ? "Logged out at " + registry + "."
                  : "No login was kept for " + registry + ".");
      left.ifPresent(user ->
          err()
              .println(
                  "warning: the login of "
                      + user
                      + " is still found, in podman's auth.json or in DOCKER_AUTH_CONFIG, which"
                      + " this command does not write."));
      out().flush();
      err().flush();
    }
    return DimCommand.OK;
  }

  @Override
  @Nullable String token(DaemonAddress daemon) {
    String login = loginToken(daemon.uri());
    fromFile = login != null;
    return Objects.requireNonNullElse(login, daemon.token());
  }

  @Override
  void run(DimClient client) {
    try {
      client.access().logout();
    } catch (FailureException e) {
      // A session that has ended already is what was wished for.
      boolean ended =
          ApiException.of(e).filter(a -> a.code().equals(ErrorCode.AUTH_INVALID)).isPresent();
      if (!ended || !fromFile) {
        throw e;
      }
    }
    if (fromFile) {
      tokenFile().delete();
    }
    out().println("Logged out at " + client.address() + ".");
  }
}
