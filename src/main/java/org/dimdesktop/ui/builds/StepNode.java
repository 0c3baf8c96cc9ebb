package org.dimdesktop.ui.builds;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.dimdesktop.dim.api.BuildStep;
import org.jspecify.annotations.Nullable;

/**
 * A step of a build, or a group of them, as the tree shows it.
 *
 * @param key stays the same while the node changes
 * @param step null for a group
 * @param children the steps of a group
 * @param ended null while it runs, and for what was never begun
 */
public record StepNode(
    String key,
    String label,
    State state,
    @Nullable BuildStep step,
    List<StepNode> children,
    @Nullable Instant started,
    @Nullable Instant ended) {
  /** How it stands. */
  public enum State {
    WAITING,
    RUNNING,
    DONE,
    CACHED,
    FAILED,
    /** It was cut off by the end of the build. */
    STOPPED
  }

  /** How long it took, or has taken by {@code now}; null before its start. */
  public @Nullable Duration duration(Instant now) {
    Instant from = started;
    if (from == null) {
      return null;
    }
    Instant to = ended != null || state != State.RUNNING ? ended : now;
    return to == null || to.isBefore(from) ? Duration.ZERO : Duration.between(from, to);
  }

  /** The steps in it: itself, or those of the group. */
  public Stream<BuildStep> steps() {
    BuildStep own = step;
    return own == null ? children.stream().flatMap(StepNode::steps) : Stream.of(own);
  }
}
