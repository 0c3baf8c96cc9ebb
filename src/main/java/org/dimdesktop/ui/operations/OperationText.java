package org.dimdesktop.ui.operations;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.dimdesktop.model.ByteSize;
import org.dimdesktop.task.Operation;
import org.dimdesktop.task.Progress;
import org.dimdesktop.ui.common.Strings;
import org.dimdesktop.ui.common.TimeText;

/** The words of an operation: its title, how far it is, what its parts do. */
final class OperationText {
  private OperationText() {}

  static String title(Operation<?> operation) {
    String action = operation.action();
    return (action.isEmpty()
            ? ""
            : action.substring(0, 1).toUpperCase(Locale.ROOT) + action.substring(1) + " ")
        + operation.subject();
  }

  static String state(Operation.State state) {
    return Strings.get("operations.state." + state.name().toLowerCase(Locale.ROOT));
  }

  static String phase(Progress.Phase phase) {
    return Strings.get("operations.phase." + phase.name().toLowerCase(Locale.ROOT));
  }

  /** {@code 12.3 MB of 40.1 MB · 3.20 MB/s · 9 s left}. */
  static String running(Progress progress, double perSecond, Optional<Duration> timeLeft) {
    List<String> parts = new ArrayList<>();
    String done = done(progress);
    if (!done.isEmpty()) {
      parts.add(done);
    }
    if (progress.unit() == Progress.Unit.BYTES && perSecond >= 1) {
      parts.add(Strings.get("operations.rate", ByteSize.text((long) perSecond)));
    }
    timeLeft.ifPresent(left -> parts.add(Strings.get("operations.left", TimeText.duration(left))));
    if (!progress.note().isEmpty()) {
      parts.add(progress.note());
    }
    return String.join(" · ", parts);
  }

  /** {@code 12.3 MB of 40.1 MB}, {@code step 3 of 7}, or nothing while nothing is counted. */
  static String done(Progress progress) {
    boolean total = progress.total() > 0;
    return switch (progress.unit()) {
      case BYTES ->
          total
              ? Strings.get(
                  "operations.done",
                  ByteSize.text(progress.current()),
                  ByteSize.text(progress.total()))
              : progress.current() > 0 ? ByteSize.text(progress.current()) : "";
      case STEPS ->
          total
              ? Strings.get("operations.done", progress.current(), progress.total())
              : Strings.get("operations.steps", progress.current());
      case NONE -> "";
    };
  }
}
