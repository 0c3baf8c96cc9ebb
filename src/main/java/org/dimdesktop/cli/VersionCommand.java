package org.dimdesktop.cli;

import org.dimdesktop.app.Version;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code dim version}. */
@Command(name = "version", description = "Prints the version.")
final class VersionCommand implements Runnable {
  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // set by picocli
  VersionCommand() {}

  @Override
  public void run() {
    spec.commandLine().getOut().println("dim " + Version.text());
    spec.commandLine().getOut().flush();
  }
}
