package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.api.BuildPage;
import org.dimdesktop.dim.api.BuildStatus;
import org.dimdesktop.dim.client.BuildQuery;
import org.dimdesktop.dim.client.DimClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dim list}: the builds, newest first. */
@Command(name = "list", description = "Lists builds, newest first.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class ListCommand extends ViewCommand {
  private static final int PAGE = 200;

  @Option(
      names = "--status",
      paramLabel = "STATUS",
      description = "only queued, running, success, failure or canceled ones")
  private @Nullable String status;

  @Option(names = "--image", paramLabel = "IMG", description = "only builds of this image")
  private @Nullable String image;

  @Option(names = "--repo", paramLabel = "URL", description = "only builds of this repository")
  private @Nullable String repo;

  @Option(
      names = {"-q", "--search"},
      paramLabel = "TEXT",
      description = "only builds whose repo, image, tag, ref or commit holds this")
  private @Nullable String text;

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "50",
      description = "at most so many (${DEFAULT-VALUE})")
  private int limit;

  @Option(
      names = "--cursor",
      paramLabel = "CURSOR",
      description = "go on at the next_cursor of a list before")
  private @Nullable String cursor;

  @Override
  void run(DimClient client) throws JsonProcessingException {
    if (limit < 1) {
      throw new IllegalArgumentException("--limit must be at least 1");
    }
    BuildPage found = pages(client);
    if (json()) {
      printJson(found);
      return;
    }
    Table table = new Table("ID", "STATUS", "IMAGE", "REF", "COMMIT", "CREATED", "SECONDS");
    for (Build b : found.builds()) {
      Long millis = b.durationMs();
      table.add(
          b.id(),
          b.status().wire(),
          b.imageAndTag(),
          b.ref(),
          b.commit() == null ? null : b.commit().substring(0, 12),
          b.createdAt(),
          millis == null ? null : millis / 1000);
    }
    table.print(out());
  }

  private BuildPage pages(DimClient client) {
    List<Build> builds = new ArrayList<>();
    String next = cursor;
    do {
      int size = Math.min(PAGE, limit - builds.size());
      BuildPage page = client.list(new BuildQuery(status(), image, repo, text, size, next));
      builds.addAll(page.builds());
      next = page.nextCursor();
    } while (next != null && builds.size() < limit);
    return new BuildPage(builds, next);
  }

  private @Nullable BuildStatus status() {
    return status == null
        ? null
        : BuildStatus.ofWire(status)
            .orElseThrow(() -> new IllegalArgumentException("there is no status " + status));
  }
}
