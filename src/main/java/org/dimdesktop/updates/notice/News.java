package org.dimdesktop.updates.notice;

import java.time.Clock;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.dimdesktop.updates.UpdateOutcome;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.dimdesktop.updates.check.CheckReport;
import org.dimdesktop.updates.check.ImageGroup;
import org.dimdesktop.updates.check.Status;

/** Makes notices of what is new: the same is not told twice. Not thread-safe. */
public final class News {
  private final Clock clock;
  private Set<String> behind = Set.of();

  /** Dates them by this clock. */
  public News(Clock clock) {
    this.clock = clock;
  }

  /** Who is behind that was not, or is behind another image than before. */
  public Optional<Notice> of(CheckReport report) {
    Set<String> now = new HashSet<>();
    List<String> fresh = new ArrayList<>();
    for (ImageGroup group : report.groups()) {
      group.containers().stream()
          .filter(update -> update.verdict().status() == Status.OUTDATED)
          .map(update -> update.container().name())
          .forEach(name -> {
            String key = name + " " + group.remoteDigest().map(Object::toString).orElse("");
            now.add(key);
            if (!behind.contains(key)) {
              fresh.add(name);
            }
          });
    }
    behind = now;
    return fresh.isEmpty()
        ? Optional.empty()
        : Optional.of(
            notice(
                Notice.Kind.BEHIND,
                fresh,
                String.join(", ", fresh)
                    + (fresh.size() == 1 ? " is" : " are")
                    + " behind the registry"));
  }

  /** How an update went; empty where there was nothing to do. */
  public Optional<Notice> of(UpdateOutcome outcome) {
    UpdateRecord record = outcome.record();
    if (record != null) {
      return of(record);
    }
    return Optional.of(
        notice(
            Notice.Kind.FAILED,
            List.of(outcome.name()),
            outcome.name() + " was not updated: " + outcome.reason()));
  }

  /** The same, of what was done. */
  public Optional<Notice> of(UpdateRecord record) {
    List<String> name = List.of(record.name());
    if (record.state() == UpdateState.ROLLED_BACK) {
      String text = record.name() + " was put back: " + record.reason();
      return Optional.of(notice(Notice.Kind.PUT_BACK, name, text));
    }
    return record.state() == UpdateState.COMMITTED
        ? Optional.of(
            notice(
                Notice.Kind.UPDATED,
                name,
                record.name() + " runs the newest " + record.image() + " now"))
        : Optional.empty();
  }

  /** What could not be done. */
  public Notice failed(String why) {
    return notice(Notice.Kind.FAILED, List.of(), why);
  }

  private Notice notice(Notice.Kind kind, List<String> containers, String text) {
    return new Notice(kind, containers, text, clock.instant());
  }
}
