package org.dimdesktop.task;

import java.util.List;

/**
 * An immutable snapshot of how far something has come: a tree whose leaves count and whose parents
 * add up.
 *
 * @param label what a person sees, such as a layer's short id
 * @param phase what is being done right now
 * @param current units done so far, never negative
 * @param total units in all, or {@link #UNKNOWN}
 * @param unit what is counted
 * @param note one more fact for a person ({@code retrying in 5 s}), or empty
 * @param parts the parts, in the order a person should see them
 */
public record Progress(
    String label,
    Phase phase,
    long current,
    long total,
    Unit unit,
    String note,
    List<Progress> parts) {
  /** The total is not known (yet). */
  public static final long UNKNOWN = -1;

  /** Nothing has been reported yet. */
  public static final Progress NONE = of("", Phase.WAITING, 0, UNKNOWN, Unit.NONE);

  /** What is being done. */
  public enum Phase {
    WAITING,
    RUNNING,
    DOWNLOADING,
    VERIFYING,
    EXTRACTING,
    UPLOADING,
    RETRYING,
    EXISTS,
    DONE,
    FAILED;

    /** Says whether no further change is to be expected. */
    public boolean isEnd() {
      return this == EXISTS || this == DONE || this == FAILED;
    }
  }

  /** What is counted. */
  public enum Unit {
    NONE,
    BYTES,
    STEPS
  }

  public Progress {
    parts = List.copyOf(parts);
  }

  /** A leaf without a note. */
  public static Progress of(String label, Phase phase, long current, long total, Unit unit) {
    return new Progress(label, phase, current, total, unit, "", List.of());
  }

  /** Says whether a share of the whole can be given. */
  public boolean isDeterminate() {
    return total > 0 || phase.isEnd();
  }

  /** The share done, 0 to 1; 0 while unknown. */
  public double fraction() {
    if (phase == Phase.DONE || phase == Phase.EXISTS) {
      return 1;
    }
    return total <= 0 ? 0 : Math.clamp((double) current / total, 0.0, 1.0);
  }

  /** The same with another note. */
  public Progress withNote(String newNote) {
    return new Progress(label, phase, current, total, unit, newNote, parts);
  }
}
