package org.dimdesktop.cli.updates;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dim updates}: containers that are behind their registry, and bringing them forward. */
@Command(
    name = "updates",
    description = "Finds running containers that are behind their registry, and updates them.",
    subcommands = {
      CheckCommand.class,
      PlanCommand.class,
      ApplyCommand.class,
      RollbackCommand.class,
      HistoryCommand.class,
      ServeCommand.class
    })
public final class UpdatesCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  UpdatesCommand() {}

  @Override
  public void run() {
    spec.commandLine().usage(spec.commandLine().getOut());
  }
}
