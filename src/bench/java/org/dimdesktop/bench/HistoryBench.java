package org.dimdesktop.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import org.dimdesktop.app.DaemonWiring;
import org.dimdesktop.dim.api.BuildPage;
import org.dimdesktop.dim.api.BuildRequest;
import org.dimdesktop.dim.client.BuildQuery;
import org.dimdesktop.dim.client.DimClient;
import org.dimdesktop.support.TestGit;

/**
 * Times what a daemon with a long history answers against one with a short one, over HTTP, the
 * calls of both interleaved; prints a line with the medians in milliseconds: the first page of 50
 * builds, one from the middle of the history, a page that is filtered by text, and a submit.
 *
 * <p>Arguments: the length of the short history, that of the long one, and how many rounds.
 */
public final class HistoryBench {
  private static final int WARM_UP = 50;

  private HistoryBench() {}

  private interface Call {
    void on(DimClient client) throws Exception;
  }

  /** Runs it. */
  public static void main(String[] args) throws Exception {
    DaemonWiring.logToConsole(false);
    int few = Integer.parseInt(args[0]);
    int many = Integer.parseInt(args[1]);
    int rounds = Integer.parseInt(args[2]);
    Path folder = Files.createTempDirectory("dim-history-bench");
    try (TestGit git = TestGit.open();
        BenchDaemon small = daemon(folder.resolve("small"), few);
        BenchDaemon large = daemon(folder.resolve("large"), many)) {
      BuildQuery first = new BuildQuery(null, null, null, null, 50, null);
      String cursorOfSmall = cursor(small.client(), few / 2);
      String cursorOfLarge = cursor(large.client(), many / 2);
      StringBuilder line = new StringBuilder();
      time(line, "list", small, large, rounds, c -> page(c, first));
      time(
          line,
          "middle",
          small,
          large,
          rounds,
          c -> page(c, first.at(c == small.client() ? cursorOfSmall : cursorOfLarge)));
      BuildQuery text = new BuildQuery(null, null, null, "team-7/", 50, null);
      time(line, "text", small, large, rounds, c -> c.list(text));
      BuildRequest request = request(git, folder);
      time(line, "submit", small, large, rounds, c -> c.submit(request, null));
      System.out.println(line.toString().strip());
    }
  }

  private static BenchDaemon daemon(Path data, int history) throws SQLException {
    return new BenchDaemon(data, history);
  }

  private static void page(DimClient client, BuildQuery query) {
    int got = client.list(query).builds().size();
    if (got != 50) {
      throw new IllegalStateException("a page of " + got);
    }
  }

  /** The cursor after {@code skip} builds. */
  private static String cursor(DimClient client, int skip) {
    BuildQuery query = BuildQuery.newest();
    String next = null;
    for (int read = 0; read < skip; ) {
      BuildPage page = client.list(next == null ? query : query.at(next));
      read += page.builds().size();
      next = page.nextCursor();
    }
    if (next == null) {
      throw new IllegalStateException("the history is too short");
    }
    return next;
  }

  /** The first one waits at its gate for ever, and all others behind it: only queueing is timed. */
  private static BuildRequest request(TestGit git, Path folder) {
    git.commit(Map.of("Dockerfile", "FROM scratch\n"));
    return new BuildRequest(
        git.url().toString(),
        "main",
        BenchDaemon.registry() + "/bench/history",
        "1",
        BuildRequest.DEFAULT_DOCKERFILE,
        BuildRequest.DEFAULT_CONTEXT,
        Map.of("GATE", folder.resolve("never").toString(), "LINES", "1"),
        null,
        null,
        false);
  }

  private static void time(
      StringBuilder to, String name, BenchDaemon small, BenchDaemon large, int rounds, Call call)
      throws Exception {
    double[] few = new double[rounds];
    double[] many = new double[rounds];
    for (int i = -WARM_UP; i < rounds; i++) {
      double a = millis(small.client(), call);
      double b = millis(large.client(), call);
      if (i >= 0) {
        few[i] = a;
        many[i] = b;
      }
    }
    to.append(
        String.format(
            Locale.ROOT, " %s_few=%.2f %s_many=%.2f", name, median(few), name, median(many)));
  }

  private static double millis(DimClient client, Call call) throws Exception {
    long begin = System.nanoTime();
    call.on(client);
    return (System.nanoTime() - begin) / 1e6;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }
}
