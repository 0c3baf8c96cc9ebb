package org.dimdesktop.cli.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.Locale;
import org.dimdesktop.cli.Table;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dim updates history}. */
@Command(name = "history", description = "Lists the updates that were done, or shows one.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class HistoryCommand extends EngineCommand {
  @Parameters(
      paramLabel = "<update|container>",
      arity = "0..1",
      description = "shows one update with its logs, or the updates of one container")
  private @Nullable String id;

  @Override
  int run(Updates updates) throws JsonProcessingException {
    List<UpdateRecord> records =
        updates.updater().history().stream()
            .filter(r -> id == null || r.id().equals(id) || r.name().equals(id))
            .toList();
    if (id != null && records.isEmpty()) {
      throw new IllegalArgumentException("no update has the id, and no container the name " + id);
    }
    if (isJson()) {
      ArrayNode json = JsonNodeFactory.instance.arrayNode();
      records.forEach(record -> json.add(UpdatesJson.of(record)));
      printJson(json);
    } else if (records.size() == 1 && records.getFirst().id().equals(id)) {
      show(updates, records.getFirst());
    } else {
      table(records);
    }
    return OK;
  }

  private void table(List<UpdateRecord> records) {
    Table table = new Table("UPDATE", "TIME", "CONTAINER", "IMAGE", "STATE", "REASON");
    for (UpdateRecord record : records) {
      table.add(
          record.id(),
          record.created().toString().substring(0, 19),
          record.name(),
          record.image(),
          record.state().name().toLowerCase(Locale.ROOT),
          record.reason());
    }
    table.print(out());
  }

  private void show(Updates updates, UpdateRecord record) {
    record.events().forEach(event -> out().println(event.time() + "  " + event.text()));
    for (String log : record.logs()) {
      out().println("--- " + log);
      out().print(updates.updater().log(record, log));
    }
  }
}
