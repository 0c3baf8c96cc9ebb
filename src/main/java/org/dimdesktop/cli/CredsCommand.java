package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Locale;
import org.dimdesktop.dim.api.CredentialEntry;
import org.dimdesktop.dim.api.CredentialList;
import org.dimdesktop.dim.client.DimClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code dim creds}: the daemon's credentials. */
@Command(
    name = "creds",
    description = "The daemon's credentials.",
    subcommands = CredsCommand.ListCommand.class)
@SuppressWarnings("NullAway.Init") // set by picocli
final class CredsCommand implements Runnable {
  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "say which: dim creds list");
  }

  /** {@code dim creds list}: the hosts, never a secret. */
  @Command(name = "list", description = "Shows which hosts have credentials.")
  static final class ListCommand extends ClientCommand {
    @Option(names = "-o", paramLabel = "table|json", defaultValue = "table")
    private Output output;

    @Override
    void run(DimClient client) throws JsonProcessingException {
      CredentialList list = client.access().credentials();
      if (output == Output.json) {
        printJson(list);
        return;
      }
      row("TYPE", "HOST", "KIND", "USERNAME");
      rows("git", list.git());
      rows("registry", list.registry());
    }

    private void rows(String type, List<CredentialEntry> entries) {
      for (CredentialEntry e : entries) {
        String user = e.username();
        row(type, e.host(), e.kind().wire(), user == null ? "" : user);
      }
    }

    private void row(String type, String host, String kind, String user) {
      out()
          .println(
              String.format(Locale.ROOT, "%-9s %-40s %-10s %s", type, host, kind, user)
                  .stripTrailing());
    }
  }
}
