package org.dimdesktop.cli.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.dimdesktop.cli.Table;
import org.dimdesktop.model.Digest;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.NewerVersion;
import org.dimdesktop.updates.check.Verdict;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code dim updates check}. */
@Command(
    name = "check",
    description = {
      "Compares every running container with its registry.",
      "Exit code: 0 nothing is behind, 3 something is, 1 a registry could not be asked."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class CheckCommand extends EngineCommand {
  private static final int VERSIONS = 3;

  @Option(names = "--tags", description = "look for newer version tags, too")
  private boolean tags;

  @Override
  int run(Updates updates) throws JsonProcessingException {
    retire(updates);
    CheckReport report = updates.check(true);
    if (isJson()) {
      printJson(json(updates, report));
    } else {
      print(updates, report);
    }
    if (report.hasOutdated()) {
      return OUTDATED;
    }
    boolean failed =
        report.groups().stream()
            .flatMap(group -> group.containers().stream())
            .anyMatch(c -> c.verdict().reason() == Verdict.Reason.FAILED);
    return failed ? FAILED : OK;
  }

  private ObjectNode json(Updates updates, CheckReport report) {
    ObjectNode json = UpdatesJson.of(report);
    if (tags) {
      for (int i = 0; i < report.groups().size(); i++) {
        ((ObjectNode) json.path("groups").path(i))
            .set(
                "newer_tags",
                UpdatesJson.of(updates.newerVersions(report.groups().get(i), VERSIONS)));
      }
    }
    return json;
  }

  private void print(Updates updates, CheckReport report) {
    Table table = new Table("IMAGE", "CONTAINER", "STATUS", "LOCAL", "REMOTE", "DETAIL");
    for (ImageGroup group : report.groups()) {
      for (ContainerUpdate update : group.containers()) {
        table.add(
            group.name(),
            update.container().name(),
            update.verdict().status().wire(),
            shortened(update.localDigest()),
            shortened(group.remoteDigest()),
            update.verdict().detail());
      }
    }
    table.print(out());
    report
        .quotas()
        .forEach((host, quota) ->
            out()
                .println(
                    host + " allows " + quota.remaining() + " of " + quota.limit() + " pulls"));
    for (ImageGroup group : tags ? report.groups() : List.<ImageGroup>of()) {
      List<NewerVersion> newer = updates.newerVersions(group, VERSIONS);
      if (!newer.isEmpty()) {
        out().println(group.name() + " has newer tags: " + words(newer));
      }
    }
  }

  private static String words(List<NewerVersion> newer) {
    return newer.stream()
        .map(version ->
            version.tag()
                + version.built().map(at -> " (" + at.toString().substring(0, 10) + ")").orElse(""))
        .collect(Collectors.joining(", "));
  }

  private static String shortened(Optional<Digest> digest) {
    return digest.map(Digest::shortHex).orElse("unknown");
  }
}
