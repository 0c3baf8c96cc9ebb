package org.dimdesktop.updates;

import org.dimdesktop.updates.apply.Step;
import org.dimdesktop.updates.apply.StepHook;

/** Ends an update at the n-th moment, before or after one of its steps, as if by a power cut. */
final class CutOff implements StepHook {
  /** No exception that the program catches. */
  static final class Cut extends Error {
    private static final long serialVersionUID = 1L;

    Cut(String where) {
      super(where);
    }
  }

  private int left;
  private String where = "";

  /** From now on, so many moments pass; a negative number lets all pass. */
  void after(int moments) {
    left = moments;
  }

  /** The last moment that was reached. */
  String where() {
    return where;
  }

  @Override
  public void at(Step step, String subject, boolean done) {
    where = (done ? "after " : "before ") + step;
    if (left-- == 0) {
      throw new Cut(where);
    }
  }
}
