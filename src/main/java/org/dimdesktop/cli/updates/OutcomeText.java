package org.dimdesktop.cli.updates;

import java.io.PrintWriter;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.dimdesktop.task.Failure;
import org.dimdesktop.updates.UpdateOutcome;
import org.dimdesktop.updates.apply.UpdateRecord;

/** Tells a person how an update went, and what to do next. */
record OutcomeText(PrintWriter out) {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());

  void tell(UpdateOutcome outcome) {
    UpdateRecord record = outcome.record();
    if (record == null) {
      out.println(outcome.name() + " was not updated: " + outcome.reason() + consent(outcome));
      return;
    }
    String name = record.name();
    switch (record.state()) {
      case COMMITTED ->
          out.println(
              name
                  + " is updated; until "
                  + record.retireAt().map(TIME::format).orElse("its grace ends")
                  + " the old one waits: dim updates rollback "
                  + name);
      case UNCHANGED -> out.println(name + " ran the newest image already");
      default -> {
        out.println(name + " was put back: " + record.reason());
        if (!record.logs().isEmpty()) {
          out.println("  what the new container said is kept: dim updates history " + record.id());
        }
      }
    }
  }

  private static String consent(UpdateOutcome outcome) {
    return outcome.failure() instanceof Failure.Conflict conflict && !conflict.blockers().isEmpty()
        ? " (--accept-loss does it all the same)"
        : "";
  }
}
