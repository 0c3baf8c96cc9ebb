package org.dimdesktop.cli.updates;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dimdesktop.cli.CancelOnEnd;
import org.dimdesktop.updates.Updates;
import org.dimdesktop.updates.UpdatesJson;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code dim updates rollback}. */
@Command(
    name = "rollback",
    description = "Brings back the container that was there before an update.")
@SuppressWarnings("NullAway.Init") // set by picocli
final class RollbackCommand extends EngineCommand {
  @Parameters(paramLabel = "<update|container>", description = "an id of the history, or a name")
  private String subject;

  @Override
  int run(Updates updates) throws JsonProcessingException {
    List<UpdateRecord> known =
        updates.updater().history().stream()
            .filter(r -> r.id().equals(subject) || r.name().equals(subject))
            .toList();
    Optional<UpdateRecord> kept =
        known.stream().filter(r -> r.state() == UpdateState.COMMITTED).findFirst();
    if (kept.isEmpty() && !known.isEmpty()) {
      throw new IllegalArgumentException(
          "no update of "
              + subject
              + " can be rolled back: the last one is "
              + known.getFirst().state().name().toLowerCase(Locale.ROOT).replace('_', ' '));
    }
    String id = kept.map(UpdateRecord::id).orElse(subject);
    UpdateRecord record;
    try (CancelOnEnd _ = new CancelOnEnd(() -> err().println("going on to the end"), TIDYING)) {
      record = updates.updater().rollback(id);
    }
    if (isJson()) {
      printJson(UpdatesJson.of(record));
    } else {
      out().println(record.name() + " is what it was before the update");
    }
    return OK;
  }
}
