package org.dimdesktop.cli.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.cli.DurationConverter;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.apply.UpdateOptions;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.Status;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code dim updates apply}. */
@Command(
    name = "apply",
    description = {
      "Updates containers, one after the other; one whose new image does not do is put back.",
      "Exit code: 0 all are updated, 1 one was put back or could not be updated."
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
    List<UpdateRecord> records = updates.update(report, chosen, acceptLoss, options(), new Lines());
    int retired = updates.updater().retire();
    if (isJson()) {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      records.forEach(record -> json.add(UpdatesJson.of(record)));
      printJson(json);
    } else {
      records.forEach(this::tell);
      if (retired > 0) {
        out().println("old containers of " + retired + " earlier updates were removed");
      }
    }
    return records.stream().anyMatch(r -> r.state() == UpdateState.ROLLED_BACK) ? FAILED : OK;
  }

  private UpdateOptions options() {
    return new UpdateOptions(settle, grace);
  }

  private List<String> chosen(CheckReport report) {
    if (all == (containers != null)) {
      throw new IllegalArgumentException("name the containers, or say --all");
    }
    if (containers != null) {
      return containers;
    }
    List<String> names = new ArrayList<>();
    report.groups().stream()
        .flatMap(group -> group.containers().stream())
        .filter(update -> update.verdict().status() == Status.OUTDATED)
        .forEach(update -> names.add(update.container().name()));
    return names;
  }

  private void tell(UpdateRecord record) {
    switch (record.state()) {
      case COMMITTED -> out().println(record.name() + " is updated (" + record.id() + ")");
      case UNCHANGED -> out().println(record.name() + " ran the newest image already");
      default -> {
        out().println(record.name() + " was put back: " + record.reason());
        record.logs().forEach(log -> out().println("  the new container's log: " + log));
      }
    }
  }

  /** Tells every step as it is taken. */
  private final class Lines implements OperationContext {
    @Override
    public void report(Progress snapshot) {}

    @Override
    public void line(String text) {
      err().println(text);
    }

    @Override
    public void closeOnCancel(AutoCloseable resource) {}

    @Override
    public boolean isCancelled() {
      return false;
    }
  }
}
