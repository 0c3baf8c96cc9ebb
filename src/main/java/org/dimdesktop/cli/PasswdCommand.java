package org.dimdesktop.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.dimdesktop.dim.client.DimClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dim passwd}: changes the own password. */
@Command(
    name = "passwd",
    description = {
      "Changes your password; every other session of yours ends.",
      "The passwords are asked for at the terminal, or read as the options say."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class PasswdCommand extends ClientCommand {
  private static final String OPTION = "--password";

  @Option(
      names = "--password-stdin",
      description = "read two lines from standard input: the current password and the new one")
  private boolean stdin;

  @Option(
      names = "--password-file",
      paramLabel = "FILE",
      description = "read these two lines from a file")
  private @Nullable Path file;

  private record Change(String current, String replacement) {}

  @Override
  void run(DimClient client) throws IOException {
    Change change = stdin || file != null ? read() : ask();
    client.access().changePassword(change.current(), change.replacement());
    out().println("The password is changed.");
  }

  private Change read() throws IOException {
    List<String> lines = new SecretSource(stdin, file, OPTION).read("").lines().toList();
    if (lines.size() != 2) {
      throw new IllegalArgumentException(
          "two lines are needed: the current password and the new one");
    }
    return new Change(lines.get(0), lines.get(1));
  }

  private static Change ask() throws IOException {
    SecretSource terminal = new SecretSource(false, null, OPTION);
    String current = terminal.read("Current password");
    String replacement = terminal.read("New password");
    if (!terminal.read("New password again").equals(replacement)) {
      throw new IllegalArgumentException("the new passwords are not the same");
    }
    return new Change(current, replacement);
  }
}
