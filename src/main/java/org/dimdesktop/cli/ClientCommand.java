package org.dimdesktop.cli;

import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.dim.client.TokenFile;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that talks to the daemon at {@code DIM_ADDR} with the token of {@code DIM_TOKEN}. */
@SuppressWarnings("NullAway.Init") // set by picocli
abstract class ClientCommand implements Callable<Integer> {
  @Spec private CommandSpec spec;

  /** Does the work; what it throws decides the exit code. */
  abstract void run(DimClient client) throws Exception;

  @Override
  public Integer call() throws Exception {
    DaemonAddress daemon = DaemonAddress.find(environment(), home());
    String token = token(daemon);
    try (DimClient client = new DimClient(daemon.uri(), () -> token)) {
      run(client);
    } finally {
      out().flush();
      err().flush();
    }
    return DimCommand.OK;
  }

  /** Whether what cannot be reached is the daemon. */
  boolean asksDaemon() {
    return true;
  }

  /** The token that is sent. */
  @Nullable String token(DaemonAddress daemon) {
    return daemon.token();
  }

  /** What {@code dim login} keeps. */
  static TokenFile tokenFile() {
    return TokenFile.of(environment(), home());
  }

  /** The token of a login at this daemon, whatever the environment says. */
  static @Nullable String loginToken(URI daemon) {
    return tokenFile().read(daemon).orElse(null);
  }

  static Map<String, String> environment() {
    return System.getenv();
  }

  private static Path home() {
    return Path.of(System.getProperty("user.home"));
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }
}
