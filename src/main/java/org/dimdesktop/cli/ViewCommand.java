package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.dimdesktop.dim.api.DimJson;
import picocli.CommandLine.Option;

/** A command that prints what the daemon answers, for a person or for a program. */
@SuppressWarnings("NullAway.Init") // set by picocli
abstract class ViewCommand extends ClientCommand {
  /** How an answer is printed. */
  enum Output {
    table,
    json
  }

  @Option(
      names = "-o",
      paramLabel = "table|json",
      defaultValue = "table",
      description = "how the answer is printed")
  private Output output;

  final boolean json() {
    return output == Output.json;
  }

  final void printJson(Object value) throws JsonProcessingException {
    out().println(DimJson.mapper().writerWithDefaultPrettyPrinter().writeValueAsString(value));
  }
}
