package org.dimdesktop.cli;

import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.api.LogLine;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.OperationContext;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim logs}: the log on standard output, the final status on standard error. */
@Command(name = "logs", description = "Prints a build's log.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class LogsCommand extends ClientCommand {
  private static final int CHECK_EVERY = 1000;

  @Parameters(paramLabel = "<id>")
  private String id;

  @Option(names = "--follow", description = "stay until the build has ended")
  private boolean follow;

  @Option(names = "--from-seq", paramLabel = "N", defaultValue = "1")
  private long fromSeq;

  @Override
  void run(DimClient client) {
    if (fromSeq < 1) {
      throw new IllegalArgumentException("--from-seq must be at least 1");
    }
    BuildStatus end;
    if (follow) {
      end = client.followLogs(id, fromSeq, this::print, this::cut, OperationContext.NONE);
    } else {
      Build build = client.get(id);
      client.logs(id, fromSeq, this::print, OperationContext.NONE);
      end = build.status();
    }
    out().flush();
    if (end.isEnd()) {
      err().println("[final-status] " + end.wire());
    }
  }

  private void print(LogLine line) {
    out().println("[" + line.stream().wire() + " seq=" + line.seq() + "] " + line.line());
    if ((follow || line.seq() % CHECK_EVERY == 0) && out().checkError()) {
      throw new IllegalStateException("nobody reads the output any more");
    }
  }

  private void cut(Failure why) {
    err().println("the connection is lost (" + why.cause() + "), trying again");
    err().flush();
  }
}
