package org.dimdesktop.cli;

import org.dimdesktop.dim.client.DimClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dim rebuild}: prints the new build's id. */
@Command(
    name = "rebuild",
    description = "Queues a build with the inputs of an older one and prints its id.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class RebuildCommand extends ClientCommand {
  @Parameters(paramLabel = "<id>")
  private String id;

  @Override
  void run(DimClient client) {
    out().println(client.rebuild(id).id());
  }
}
