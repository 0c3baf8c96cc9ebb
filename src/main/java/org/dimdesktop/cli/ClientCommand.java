package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dimdesktop.dim.api.DimJson;
import org.dimdesktop.dim.client.DaemonAddress;
import org.dimdesktop.dim.client.DimClient;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A command that talks to the daemon at {@code DIM_ADDR} with the token of {@code DIM_TOKEN}. */
@SuppressWarnings("NullAway.Init") // set by picocli
abstract class ClientCommand implements Callable<Integer> {
  /** How an answer is printed. */
  enum Output {
    table,
    json
  }

  @Spec private CommandSpec spec;

  /** Does the work; what it throws decides the exit code. */
  abstract void run(DimClient client) throws Exception;

  @Override
  public final Integer call() throws Exception {
    DaemonAddress daemon =
        DaemonAddress.find(System.getenv(), Path.of(System.getProperty("user.home")));
    try (DimClient client = new DimClient(daemon.uri(), daemon::token)) {
      run(client);
    } finally {
      out().flush();
      err().flush();
    }
    return DimCommand.OK;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final void printJson(Object value) throws JsonProcessingException {
    out().println(DimJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
  }
}
