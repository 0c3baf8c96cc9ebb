package org.dimdesktop.updates;

import org.dimdesktop.task.Failure;
import org.dimdesktop.updates.apply.UpdateRecord;
import org.dimdesktop.updates.apply.UpdateState;
import org.jspecify.annotations.Nullable;

/**
 * How it went with one container of several.
 *
 * @param record what was done; null where the update did not begin
 * @param failure why it did not begin; null where it did
 */
public record UpdateOutcome(String name, @Nullable UpdateRecord record, @Nullable Failure failure) {

  static UpdateOutcome of(UpdateRecord record) {
    return new UpdateOutcome(record.name(), record, null);
  }

  static UpdateOutcome of(String name, Failure failure) {
    return new UpdateOutcome(name, null, failure);
  }

  /** Whether the container runs what it was to be brought to. */
  public boolean isDone() {
    return record != null && record.state() != UpdateState.ROLLED_BACK;
  }

  /** Why it does not, as a sentence; empty where it does. */
  public String reason() {
    return failure != null ? failure.cause() : record == null ? "" : record.reason();
  }
}
