package org.dimdesktop.ui.builds;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dimdesktop.dim.api.BuildStep;
import org.dimdesktop.ui.builds.StepNode.State;
import org.dimdesktop.ui.common.Strings;
import org.jspecify.annotations.Nullable;

/**
 * A build's steps, grouped by the stage that they belong to, on one time axis.
 *
 * @param start the start of the first step; null before it
 * @param end the end of the last one, or the present while one runs
 */
public record StepTree(List<StepNode> groups, @Nullable Instant start, @Nullable Instant end) {
  /** No steps yet. */
  static final StepTree EMPTY = new StepTree(List.of(), null, null);

  private static final Pattern PLACE =
      Pattern.compile("\\[\\s*(?:([^\\]]*?)\\s+)?\\d+/\\d+]\\s+(.*)", Pattern.DOTALL);
  private static final Pattern INTERNAL = Pattern.compile("\\[internal]\\s+(.*)", Pattern.DOTALL);

  private record Place(String group, String label) {}

  /** The tree of steps as they stand at {@code now}, of a build that has ended or not. */
  static StepTree of(List<BuildStep> steps, boolean buildEnded, Instant now) {
    Map<String, List<StepNode>> groups = new LinkedHashMap<>();
    for (BuildStep step : steps) {
      Place place = place(step);
      groups
          .computeIfAbsent(place.group(), _ -> new ArrayList<>())
          .add(node(step, place, buildEnded));
    }
    List<StepNode> nodes =
        groups.entrySet().stream().map(e -> group(e.getKey(), e.getValue())).toList();
    Instant end = nodes.stream().anyMatch(n -> n.state() == State.RUNNING) ? now : latest(nodes);
    return new StepTree(nodes, earliest(nodes), end);
  }

  private static Place place(BuildStep step) {
    Matcher internal = INTERNAL.matcher(step.name());
    if (internal.matches()) {
      return new Place(Strings.get("builds.steps.internal"), internal.group(1));
    }
    Matcher place = PLACE.matcher(step.name());
    if (place.matches()) {
      String stage = place.group(1);
      return new Place(
          stage == null || stage.isBlank() ? Strings.get("builds.steps.stage") : stage,
          place.group(2));
    }
    return new Place(Strings.get("builds.steps.other"), step.name());
  }

  private static StepNode node(BuildStep step, Place place, boolean buildEnded) {
    return new StepNode(
        "#" + step.number(),
        place.label(),
        state(step, buildEnded),
        step,
        List.of(),
        step.startedAt(),
        step.finishedAt());
  }

  private static State state(BuildStep step, boolean buildEnded) {
    if (step.error() != null) {
      return step.hasFailed() ? State.FAILED : State.STOPPED;
    }
    if (step.finishedAt() != null) {
      return step.cached() ? State.CACHED : State.DONE;
    }
    if (buildEnded) {
      return State.STOPPED;
    }
    return step.startedAt() == null ? State.WAITING : State.RUNNING;
  }

  private static StepNode group(String name, List<StepNode> steps) {
    State state =
        first(steps, State.FAILED)
            .or(() -> first(steps, State.RUNNING))
            .or(() -> first(steps, State.WAITING))
            .or(() -> first(steps, State.STOPPED))
            .or(() -> first(steps, State.DONE))
            .orElse(State.CACHED);
    // Between two of its steps a stage that goes on is not at rest.
    boolean begun = steps.stream().anyMatch(s -> s.state() != State.WAITING);
    State shown = state == State.WAITING && begun ? State.RUNNING : state;
    Instant ended = shown == State.RUNNING ? null : latest(steps);
    return new StepNode(name, name, shown, null, List.copyOf(steps), earliest(steps), ended);
  }

  private static Optional<State> first(List<StepNode> steps, State wanted) {
    return steps.stream().map(StepNode::state).filter(wanted::equals).findFirst();
  }

  private static @Nullable Instant earliest(List<StepNode> nodes) {
    return nodes.stream()
        .map(StepNode::started)
        .filter(Objects::nonNull)
        .min(Comparator.naturalOrder())
        .orElse(null);
  }

  private static @Nullable Instant latest(List<StepNode> nodes) {
    return nodes.stream()
        .flatMap(
            n -> n.children().isEmpty() ? java.util.stream.Stream.of(n) : n.children().stream())
        .map(StepNode::ended)
        .filter(Objects::nonNull)
        .max(Comparator.naturalOrder())
        .orElse(null);
  }

  /** The step that failed by itself, if one did. */
  public Optional<BuildStep> failed() {
    return groups.stream().flatMap(StepNode::steps).filter(BuildStep::hasFailed).findFirst();
  }

  /** Where a moment stands on the axis, from 0 to 1. */
  public double position(@Nullable Instant moment) {
    Instant from = start;
    Instant to = end;
    if (from == null || to == null || moment == null || !to.isAfter(from)) {
      return 0;
    }
    double whole = java.time.Duration.between(from, to).toNanos();
    return Math.clamp(java.time.Duration.between(from, moment).toNanos() / whole, 0, 1);
  }
}
