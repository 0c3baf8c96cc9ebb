package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.core.util.Separators.Spacing;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.dimdesktop.app.RegistryWiring;
import org.dimdesktop.registry.Pauses;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about registries and images; no daemon is asked. */
@SuppressWarnings("NullAway.Init") // set by picocli
abstract class RegistryCommand implements Callable<Integer> {
  private static final ObjectMapper JSON = new ObjectMapper();

  @Option(
      names = "--plain-http",
      description = "also speak to registries elsewhere than here without encryption")
  private boolean plainHttp;

  @Spec private CommandSpec spec;

  /** Does the work; what it throws decides the exit code. */
  abstract void run(RegistryWiring wiring) throws Exception;

  @Override
  public final Integer call() throws Exception {
    try (RegistryWiring wiring = wiring(plainHttp)) {
      watched(
          err(),
          () -> {
            run(wiring);
            return DimCommand.OK;
          });
      if (TerminalProgress.isShown()) {
        wiring
            .quotas()
            .forEach((host, quota) -> err().println("note: at " + host + " " + quota.words()));
      }
    } finally {
      out().flush();
      err().flush();
    }
    return DimCommand.OK;
  }

  /** Does work that says on a terminal how long it still waits when a registry asks for that. */
  static <T> T watched(PrintWriter err, Callable<T> work) throws Exception {
    if (!TerminalProgress.isShown()) {
      return work.call();
    }
    TerminalProgress terminal = new TerminalProgress(err);
    return Pauses.watchedFor(terminal::note, work::call);
  }

  /** The registries of this process's user. */
  static RegistryWiring wiring(boolean plainHttp) {
    return new RegistryWiring(System.getenv(), Path.of(System.getProperty("user.home")), plainHttp);
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  /** Prints JSON with an indent of four, as skopeo does. */
  final void print(JsonNode json) throws JsonProcessingException {
    DefaultIndenter indent = new DefaultIndenter("    ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance().withObjectFieldValueSpacing(Spacing.AFTER));
    printer.indentArraysWith(indent);
    printer.indentObjectsWith(indent);
    out().println(JSON.writer(printer).writeValueAsString(json));
  }
}
