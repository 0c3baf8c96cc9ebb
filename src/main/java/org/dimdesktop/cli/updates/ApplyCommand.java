package org.dimdesktop.cli.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.dimdesktop.cli.CancelOnEnd;
import org.dimdesktop.cli.DurationConverter;
import org.dimdesktop.updates.UpdateOutcome;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ContainerUpdate;
import org.dimdesktop.updates.check.Status;
import org.dimdesktop.updates.check.Verdict;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim updates apply}. */
@Command(
    name = "apply",
    description = {
      "Updates containers, one after the other; one whose new image does not do is put back, and",
      "those after it that do not need it are updated all the same.",
      "Exit code: 0 all are up to date, 1 one was put back or could not be updated."
    })
@SuppressWarnings("NullAway.Init") // set by picocli
final class ApplyCommand extends EngineCommand {
  @Parameters(paramLabel = "<container>", arity = "0..*", description = "names or ids")
  private @Nullable List<String> containers;

  @Option(names = "--all", description = "every container that is behind")
  private boolean all;

  @Option(names = "--dry-run", description = "show the plans only")
  private boolean dryRun;

  @Option(names = "--accept-loss", description = "do also what cannot be undone")
  private boolean acceptLoss;

  @Option(
      names = "--settle",
      paramLabel = "TIME",
      defaultValue = "10s",
      converter = DurationConverter.class,
      description = "how long a container without a health check must run (${DEFAULT-VALUE})")
  private Duration settle;

  @Option(
      names = "--grace",
      paramLabel = "TIME",
      defaultValue = "1d",
      converter = DurationConverter.class,
      description = "how long old containers are kept for a rollback (${DEFAULT-VALUE})")
  private Duration grace;

  @Override
  int run(Updates updates) throws JsonProcessingException {
    CheckReport report = updates.check(true);
    List<String> chosen = chosen(report);
    if (dryRun) {
      chosen.forEach(container -> PlanText.print(updates.plan(report, container), out()));
      return OK;
    }
    List<UpdateOutcome> outcomes = update(updates, report, chosen);
    retire(updates);
    if (isJson()) {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      outcomes.forEach(outcome -> json.add(UpdatesJson.of(outcome)));
      printJson(json);
    } else if (outcomes.size() > 1) {
      long done = outcomes.stream().filter(UpdateOutcome::isDone).count();
      out().println(done + " of " + outcomes.size() + " updates were done");
    } else if (all && outcomes.isEmpty()) {
      out().println("nothing is behind");
    }
    return outcomes.stream().allMatch(UpdateOutcome::isDone) ? OK : FAILED;
  }

  private List<UpdateOutcome> update(Updates updates, CheckReport report, List<String> chosen) {
    StepLines lines = new StepLines(err());
    try (CancelOnEnd _ = new CancelOnEnd(lines::cancel, TIDYING)) {
      return updates.updateEach(
          report,
          chosen,
          acceptLoss,
          options(),
          _ -> lines,
          outcome -> new OutcomeText(isJson() ? err() : out()).tell(outcome));
    }
  }

  private UpdateOptions options() {
    return new UpdateOptions(settle, grace);
  }

  private List<String> chosen(CheckReport report) {
    if (all == (containers != null)) {
      throw new IllegalArgumentException("name the containers, or say --all");
    }
    if (containers != null) {
      return containers.stream().distinct().filter(c -> isBehind(report, c)).toList();
    }
    return report.groups().stream()
        .flatMap(group -> group.containers().stream())
        .filter(update -> update.verdict().status() == Status.OUTDATED)
        .map(update -> update.container().name())
        .toList();
  }

  /** One that is up to date needs nothing; what else may be wrong with it is told by its update. */
  private boolean isBehind(CheckReport report, String container) {
    Optional<Verdict> current =
        report
            .find(container)
            .map(ContainerUpdate::verdict)
            .filter(verdict -> verdict.status() == Status.UPTODATE);
    current.ifPresent(verdict -> err().println(container + " is up to date: " + verdict.detail()));
    return current.isEmpty();
  }
}
