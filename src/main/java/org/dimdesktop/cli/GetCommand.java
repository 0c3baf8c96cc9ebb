package org.dimdesktop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Locale;
import org.dimdesktop.dim.api.Build;
import org.dimdesktop.dim.client.DimClient;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dim get}: one build. */
@Command(name = "get", description = "Shows a build.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class GetCommand extends ViewCommand {
  @Parameters(paramLabel = "<id>")
  private String id;

  @Override
  void run(DimClient client) throws JsonProcessingException {
    Build build = client.get(id);
    if (json()) {
      printJson(build);
      return;
    }
    row("id", build.id());
    row("status", build.status().wire());
    row("phase", build.phase() == null ? null : build.phase().wire());
    row("repo", build.repo());
    row("ref", build.ref());
    row("commit", build.commit());
    row("image", build.imageAndTag());
    row("digest", build.digest());
    row("error_class", build.errorClass());
    row("error_summary", build.errorSummary());
    row("created_at", build.createdAt());
    row("started_at", build.startedAt());
    row("finished_at", build.finishedAt());
    row("duration_ms", build.durationMs());
  }

  private void row(String name, @Nullable Object value) {
    if (value != null) {
      out().println(String.format(Locale.ROOT, "%-14s %s", name, value));
    }
  }
}
