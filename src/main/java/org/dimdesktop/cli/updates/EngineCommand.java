package org.dimdesktop.cli.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.dimdesktop.app.UpdatesWiring;
import org.dimdesktop.cli.CancelOnEnd;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** A command about the containers of the engine that the docker command line would use. */
@SuppressWarnings("NullAway.Init") // set by picocli
abstract class EngineCommand implements Callable<Integer> {
  static final int OK = 0;
  static final int FAILED = 1;

  /** Something is behind: an answer, not an error. */
  static final int OUTDATED = 3;

  /** How long the process waits at its end for containers to be put back. */
  static final Duration TIDYING = Duration.ofMinutes(2);

  private static final ObjectMapper JSON = new ObjectMapper();

  /** How an answer is printed. */
  enum Output {
    table,
    json
  }

  @Spec private CommandSpec spec;

  @Option(
      names = "-o",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "how the answer is printed")
  private Output output;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "${env:DIM_UPDATES_DATA}",
      description = "where journals of updates are kept (DIM_UPDATES_DATA)")
  private @Nullable Path data;

  /** Does the work and returns the exit code. */
  abstract int run(Updates updates) throws Exception;

  @Override
  public final Integer call() throws Exception {
    try (UpdatesWiring wiring = new UpdatesWiring(data)) {
      recover(wiring.updates());
      return run(wiring.updates());
    } finally {
      out().flush();
      err().flush();
    }
  }

  /** Brings back what an update that was cut off left; not while another process updates. */
  private void recover(Updates updates) {
    try (CancelOnEnd _ = new CancelOnEnd(() -> {}, TIDYING)) {
      for (UpdateRecord record : updates.updater().recover()) {
        err().println(record.name() + " was put back: " + record.reason());
      }
    } catch (FailureException e) {
      if (!(e.failure() instanceof Failure.Conflict)) {
        throw e;
      }
      err().println(e.failure().cause());
    }
  }

  /** Removes the old containers whose time is over. */
  final void retire(Updates updates) {
    int retired = updates.updater().retire();
    if (retired > 0) {
      err().println("old containers of " + retired + " earlier updates were removed");
    }
  }

  final boolean isJson() {
    return output == Output.json;
  }

  final PrintWriter out() {
    return spec.commandLine().getOut();
  }

  final PrintWriter err() {
    return spec.commandLine().getErr();
  }

  final void printJson(JsonNode json) throws JsonProcessingException {
    out().println(JSON.writerWithDefaultPrettyPrinter().writeValueAsString(json));
  }
}
