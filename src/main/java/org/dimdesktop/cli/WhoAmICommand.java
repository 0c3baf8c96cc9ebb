package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import org.dimdesktop.dim.api.WhoAmI;
import org.dimdesktop.dim.client.DimClient;
import picocli.CommandLine.Command;

/** {@code dim whoami}. */
@Command(name = "whoami", description = "Shows whose token is used and what it may do.")
final class WhoAmICommand extends ViewCommand {
  WhoAmICommand() {}

  @Override
  void run(DimClient client) throws JsonProcessingException {
    WhoAmI who = client.access().whoAmI();
    if (json()) {
      printJson(who);
      return;
    }
    Table table = new Table("USER", "SCOPE", "TOKEN ID", "EXPIRES");
    table.add(
        who.user(),
        who.scope().wire(),
        who.tokenId(),
        who.expiresAt() == null ? "never" : who.expiresAt());
    table.print(out());
  }
}
