package org.dimdesktop.build;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.dimdesktop.build.BuildKitTrace.Vertex;
import org.dimdesktop.build.DockerfileText.Instruction;
import org.dimdesktop.task.Progress;
import org.jspecify.annotations.Nullable;

/** What is known of one step of a build; BuildKit calls it a vertex. Not thread-safe. */
final class BuildStep {
  private final int number;
  private String name = "";
  private boolean cached;
  private @Nullable Instant started;
  private @Nullable Instant completed;
  private String error = "";
  private boolean told;

  BuildStep(int number) {
    this.number = number;
  }

  /** What changed with a vertex that the log should say. */
  enum Change {
    NONE,
    STARTED,
    ENDED
  }

  /** Takes over what a newer message says; what it leaves out stays as it was. */
  Change merge(Vertex vertex) {
    if (!vertex.name().isEmpty()) {
      name = vertex.name();
    }
    Instant newStart = vertex.started();
    if (newStart != null && !newStart.equals(started)) {
      started = newStart; // a step that runs again has a new start
      completed = null;
    }
    cached |= vertex.cached();
    if (!vertex.error().isEmpty()) {
      error = vertex.error();
    }
    Instant newEnd = vertex.completed();
    boolean ended = newEnd != null && completed == null;
    if (ended) {
      completed = newEnd;
    }
    if (ended) {
      return Change.ENDED;
    }
    return started != null && !told ? Change.STARTED : Change.NONE;
  }

  /** True the first time it is asked. */
  boolean announce() {
    boolean first = !told;
    told = true;
    return first;
  }

  /** The step as it stands, with where it comes from. */
  StepState state(StepSource source) {
    Instruction instruction = source.find(name);
    boolean failed = !error.isEmpty();
    return new StepState(
        number,
        name,
        started,
        completed,
        cached,
        failed ? error : null,
        instruction == null ? null : instruction.line(),
        failed && instruction != null ? source.excerpt(instruction) : null);
  }

  /** The step's name, such as {@code [2/3] RUN make}. */
  String name() {
    return name;
  }

  /** What went wrong in it, or empty. */
  String error() {
    return error;
  }

  /** The line's beginning, {@code #5 }. */
  String prefix() {
    return "#" + number + " ";
  }

  /** The seconds since the step's start as {@code 0.123 }, or nothing while either is unknown. */
  String elapsed(@Nullable Instant time) {
    Instant from = started;
    if (time == null || from == null || time.isBefore(from)) {
      return "";
    }
    return String.format(Locale.ROOT, "%.3f ", seconds(from, time));
  }

  /** The line that ends the step. */
  String verdict() {
    if (!error.isEmpty()) {
      return prefix() + (error.endsWith("context canceled") ? "CANCELED" : "ERROR: " + error);
    }
    if (cached) {
      return prefix() + "CACHED";
    }
    Instant from = started;
    Instant to = completed;
    double seconds = from == null || to == null ? 0 : seconds(from, to);
    return prefix() + String.format(Locale.ROOT, "DONE %.1fs", Math.max(0, seconds));
  }

  /** The step as a part of the build's progress. */
  Progress progress() {
    Progress.Phase phase;
    if (!error.isEmpty()) {
      phase = Progress.Phase.FAILED;
    } else if (completed != null) {
      phase = cached ? Progress.Phase.EXISTS : Progress.Phase.DONE;
    } else {
      phase = started == null ? Progress.Phase.WAITING : Progress.Phase.RUNNING;
    }
    long done = phase.isEnd() ? 1 : 0;
    return Progress.of(name, phase, done, 1, Progress.Unit.STEPS);
  }

  private static double seconds(Instant from, Instant to) {
    return Duration.between(from, to).toMillis() / 1e3;
  }
}
