package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dimdesktop.dim.api.CredentialEntry;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialList;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.client.DimAccess.Realm;
import org.dimdesktop.dim.client.DimClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim creds}: the daemon's credentials. */
@Command(
    name = "creds",
    description = "The daemon's credentials.",
    subcommands = {
      CredsCommand.ListCommand.class,
      CredsCommand.SetCommand.class,
      CredsCommand.DeleteCommand.class
    })
final class CredsCommand {
  CredsCommand() {}

  /** {@code dim creds list}: the hosts, never a secret. */
  @Command(name = "list", description = "Shows which hosts have credentials.")
  static final class ListCommand extends ViewCommand {
    @Override
    void run(DimClient client) throws JsonProcessingException {
      CredentialList list = client.access().credentials();
      if (json()) {
        printJson(list);
        return;
      }
      Table table = new Table("TYPE", "HOST", "KIND", "USERNAME");
      rows(table, "git", list.git());
      rows(table, "registry", list.registry());
      table.print(out());
    }

    private static void rows(Table table, String type, List<CredentialEntry> entries) {
      for (CredentialEntry e : entries) {
        table.add(type, e.host(), e.kind().wire(), e.username());
      }
    }
  }

  /** One host's credential. */
  @SuppressWarnings("NullAway.Init") // set by picocli
  abstract static class HostCommand extends ClientCommand {
    @Parameters(index = "0", paramLabel = "git|registry", description = "what it is for")
    Realm realm;

    @Parameters(index = "1", paramLabel = "HOST", description = "its host, with the port if any")
    String host;
  }

  /** {@code dim creds set}: in place of an older one. */
  @Command(
      name = "set",
      description = {
        "Stores the credential for a host, in place of an older one.",
        "The secret is asked for at the terminal, or read as the options say."
      })
  @SuppressWarnings("NullAway.Init") // set by picocli
  static final class SetCommand extends HostCommand {
    @Option(
        names = "--kind",
        paramLabel = "basic|token|anonymous",
        description = "basic where a user name is given, else token")
    private @Nullable CredentialKind kind;

    @Option(
        names = {"-u", "--username"},
        paramLabel = "NAME")
    private @Nullable String username;

    @Option(names = "--secret-stdin", description = "read the secret from standard input")
    private boolean stdin;

    @Option(names = "--secret-file", paramLabel = "FILE", description = "read it from a file")
    private @Nullable Path file;

    @Override
    void run(DimClient client) throws IOException {
      CredentialKind chosen = kind;
      if (chosen == null) {
        chosen = username == null ? CredentialKind.TOKEN : CredentialKind.BASIC;
      }
      String secret = null;
      if (chosen != CredentialKind.ANONYMOUS) {
        secret = new SecretSource(stdin, file, "--secret").read("Secret for " + host);
      } else if (stdin || file != null) {
        throw new IllegalArgumentException("an anonymous entry has no secret");
      }
      CredentialEntry entry =
          client
              .access()
              .putCredential(realm, host, new CredentialUpdate(chosen, username, secret));
      out()
          .println(
              "Stored the "
                  + entry.kind().wire()
                  + " credential for "
                  + realm.wire()
                  + " at "
                  + entry.host()
                  + ".");
    }
  }

  /** {@code dim creds delete}. */
  @Command(name = "delete", description = "Forgets the credential for a host.")
  static final class DeleteCommand extends HostCommand {
    @Override
    void run(DimClient client) {
      client.access().deleteCredential(realm, host);
      out().println("Forgot the credential for " + realm.wire() + " at " + host + ".");
    }
  }
}
