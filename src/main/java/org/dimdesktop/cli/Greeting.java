package org.dimdesktop.cli;

import java.io.Console;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.dimdesktop.dim.daemon.DimDaemon;
import org.dimdesktop.dim.daemon.secret.PrivateFiles;
import org.jspecify.annotations.Nullable;

/** What a daemon says when it has started, and how its first password reaches the operator. */
final class Greeting {
  private final PrintWriter out;
  private final Path dataDir;

  Greeting(PrintWriter out, Path dataDir) {
    this.out = out;
    this.dataDir = dataDir;
  }

  /**
   * Prints the address and, at the first start, how to log in.
   *
   * @param password the admin's first password, or null for the one that the daemon made up
   */
  void greet(DimDaemon daemon, @Nullable String password) throws IOException {
    String made = daemon.firstPassword().orElse(null);
    if (made != null) {
      firstStart(daemon, made, password);
    }
    out.println("dim daemon listens at " + daemon.address());
    out.flush();
  }

  private void firstStart(DimDaemon daemon, String made, @Nullable String given)
      throws IOException {
    String user = DimDaemon.ADMIN;
    if (given != null) {
      daemon.setAdminPassword(given);
      out.println("First start. Log in as user " + user + " with the password that was given.");
    } else if (isTerminal()) {
      out.println("First start. Log in as user " + user + " with this password:");
      out.println("    " + made);
      out.println("It is shown this once and stored nowhere; change it after the login.");
    } else {
      // What is printed here may end in a service's journal, which many can read.
      Path file = dataDir.resolve("first-password");
      Files.deleteIfExists(file);
      PrivateFiles.write(file, (made + "\n").getBytes(StandardCharsets.UTF_8));
      out.println("First start. Log in as user " + user + " with the password in " + file + ",");
      out.println("which only you can read; change it after the login, and delete the file.");
    }
  }

  @SuppressWarnings("SystemConsoleNull") // its contract still allows null
  private static boolean isTerminal() {
    Console console = System.console();
    return console != null && console.isTerminal();
  }
}
