package org.dimdesktop.registry.copy;

import java.util.List;
import org.dimdesktop.task.OperationContext;
import org.dimdesktop.task.Progress;
import org.dimdesktop.task.Progress.Phase;
import org.dimdesktop.task.Progress.Unit;

/**
 * The progress of one tag as a part of all: by bytes where it is known how many are to be moved,
 * else by tags.
 *
 * @param all how many tags there are
 * @param before how many of them are done
 * @param moved the bytes that those moved
 * @param expected the bytes that all will move, or {@link Progress#UNKNOWN}
 */
record ManyProgress(OperationContext outer, int all, int before, long moved, long expected)
    implements OperationContext {
  @Override
  public void report(Progress tag) {
    boolean ended = tag.phase().isEnd();
    boolean last = ended && before + 1 == all;
    if (all == 1 && expected >= 0) {
      outer.report(tag);
    } else if (expected >= 0) {
      long now = moved + Math.max(0, tag.current());
      outer.report(
          new Progress(
              "",
              last ? Phase.DONE : Phase.UPLOADING,
              last ? now : Math.min(now, expected),
              last ? now : expected,
              Unit.BYTES,
              tag.label() + " (" + (before + 1) + "/" + all + ")",
              List.of(tag)));
    } else {
      outer.report(
          new Progress(
              "",
              last ? Phase.DONE : Phase.UPLOADING,
              ended ? before + 1L : before,
              all,
              Unit.STEPS,
              tag.label(),
              List.of(tag)));
    }
  }

  @Override
  public void line(String text) {
    outer.line(text);
  }

  @Override
  public void closeOnCancel(AutoCloseable resource) {
    outer.closeOnCancel(resource);
  }

  @Override
  public boolean isCancelled() {
    return outer.isCancelled();
  }
}
