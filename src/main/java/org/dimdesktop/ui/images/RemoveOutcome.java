package org.dimdesktop.ui.images;

import java.util.List;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.Operation;

/**
 * How the removal of several images went.
 *
 * @param operation did it, and has ended
 * @param blocked those that something still uses, to be removed only by force
 * @param failures why others could not be removed
 */
public record RemoveOutcome(Operation<?> operation, List<Blocked> blocked, List<Failure> failures) {
  /** An image that is in use. */
  public record Blocked(ImageRow row, Failure.Conflict conflict) {}

  public RemoveOutcome {
    blocked = List.copyOf(blocked);
    failures = List.copyOf(failures);
  }
}
