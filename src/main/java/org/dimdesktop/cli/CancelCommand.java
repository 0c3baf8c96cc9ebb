package org.dimdesktop.cli;

import org.dimdesktop.dim.client.DimClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dim cancel}. */
@Command(name = "cancel", description = "Cancels a queued or running build.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class CancelCommand extends ClientCommand {
  @Parameters(paramLabel = "<id>")
  private String id;

  @Override
  void run(DimClient client) {
    out().println(client.cancel(id).status().wire());
  }
}
