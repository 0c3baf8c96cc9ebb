package org.dimdesktop;

import org.dimdesktop.app.Desktop;
import org.dimdesktop.cli.DimCommand;

/** Opens the desktop without arguments, else runs the command line. */
public final class Main {
  private Main() {}

  /** Starts the program. */
  public static void main(String[] args) {
    if (args.length == 0) {
      Desktop.launchDesktop(args);
    } else {
      System.exit(DimCommand.run(args));
    }
  }
}
