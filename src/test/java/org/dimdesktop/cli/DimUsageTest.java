package org.dimdesktop.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** Arguments that no daemon is asked about. */
class DimUsageTest {
  private static final String SUBMIT = "submit --repo r --ref main --image i --tag t ";

  @Test
  void everyCommandIsListedByItsOwnNameAndBuiltAloneWhenItIsAskedFor() {
    CommandLine all = DimCommand.commandLine();
    assertThat(all.getSubcommands()).hasSizeGreaterThan(15).containsKey("help");
    all.getSubcommands()
        .forEach((name, command) -> {
          assertThat(command.getCommandSpec().name()).isEqualTo(name);
          if (!name.equals("help")) {
            assertThat(DimCommand.commandLine(name).getSubcommands()).containsOnlyKeys(name);
          }
        });
    assertThat(DimCommand.commandLine("none").getSubcommands()).hasSameSizeAs(all.getSubcommands());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no-such-command",
        "get",
        "get a b",
        "get a --output json",
        "get a -o xml",
        "logs a --from-seq x",
        "logs a --from-seq 0",
        "cancel",
        "creds",
        "creds list extra",
        SUBMIT + "--build-arg novalue",
        SUBMIT + "--build-arg =value",
        SUBMIT + "--no-such-flag",
        "submit --repo r --ref main --image i",
        "daemon --listen nowhere",
        "daemon --listen 127.0.0.1:0 --build-timeout soon",
        "daemon --listen 0.0.0.0:0"
      })
  void wrongArgumentsAreExitCode1(String arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    CommandLine line = DimCommand.commandLine();
    line.setOut(new PrintWriter(out, true));
    line.setErr(new PrintWriter(err, true));
    assertThat(line.execute(arguments.split(" ", -1))).isEqualTo(1);
    assertThat(err.toString()).startsWith("error: ");
    assertThat(out.toString()).isEmpty();
  }
}
