package org.dimdesktop.build;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.dimdesktop.build.BuildKitTrace.Log;
import org.dimdesktop.build.BuildKitTrace.Status;
import org.dimdesktop.build.BuildKitTrace.Vertex;
import org.dimdesktop.build.BuildKitTrace.Warning;
import org.dimdesktop.task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * A build's steps, put together from the trace and told as lines in the manner of {@code
 * --progress=plain}: {@code #5 [2/3] RUN …}, {@code #5 0.123 text}, {@code #5 DONE 0.2s}. Not
 * thread-safe.
 */
final class BuildSteps {
  /** Takes the lines. */
  @FunctionalInterface
  interface Lines {
    /** One line without its end; {@code step} is null where no step is behind it. */
    void line(boolean stderr, @Nullable String step, String text);
  }

  private final Lines lines;
  private final Consumer<List<StepState>> changes;
  private final StepSource source;
  private final Map<String, BuildStep> steps = new LinkedHashMap<>();
  private final Map<String, StepOutput> outputs = new LinkedHashMap<>();
  private final Set<String> toldStatuses = new HashSet<>();

  /**
   * The steps of a build that has not begun.
   *
   * @param changes hears of every step that is new or has changed, before its lines are told
   */
  BuildSteps(Lines lines, Consumer<List<StepState>> changes, StepSource source) {
    this.lines = (stderr, step, text) -> single(lines, stderr, step, text);
    this.changes = changes;
    this.source = source;
  }

  /** Names and remarks of an engine may hold line ends. */
  private static void single(Lines to, boolean stderr, @Nullable String step, String text) {
    if (text.indexOf('\n') < 0) {
      to.line(stderr, step, text);
      return;
    }
    for (String line : text.stripTrailing().split("\r?\n", -1)) {
      to.line(stderr, step, line);
    }
  }

  /** Takes the next item of the trace; what a step says in the item that ends it comes before. */
  void accept(BuildKitTrace trace) {
    Set<String> ended = vertexes(trace);
    trace.statuses().stream().filter(s -> !ended.contains(s.vertex())).forEach(this::status);
    trace.logs().stream().filter(l -> !ended.contains(l.vertex())).forEach(this::log);
    trace.warnings().forEach(this::warning);
  }

  /** Hands on output that has no line end; for the end of the trace. */
  void finish() {
    outputs.values().forEach(StepOutput::flush);
  }

  /** The first step that ended with an error of its own, not by a cancel. */
  @Nullable BuildStep failed() {
    return steps.values().stream()
        .filter(s -> !s.error().isEmpty() && !s.error().endsWith("context canceled"))
        .findFirst()
        .orElse(null);
  }

  /** Takes the reading of the Dockerfile for one more step, which failed at a line of it. */
  void unreadable(int line, String error) {
    int number = steps.size() + 1;
    StepState failed =
        new StepState(number, "Dockerfile", null, null, false, error, line, source.excerpt(line));
    changes.accept(List.of(failed));
  }

  /** All steps as the parts of one progress. */
  Progress progress() {
    List<Progress> parts = steps.values().stream().map(BuildStep::progress).toList();
    long done = parts.stream().mapToLong(Progress::current).sum();
    return new Progress(
        "",
        Progress.Phase.RUNNING,
        done,
        Math.max(1, parts.size()),
        Progress.Unit.STEPS,
        "",
        parts);
  }

  private BuildStep step(String digest) {
    return steps.computeIfAbsent(digest, _ -> new BuildStep(steps.size() + 1));
  }

  /** The digests of those that have ended and are told as a whole. */
  private Set<String> vertexes(BuildKitTrace trace) {
    List<Vertex> vertexes = trace.vertexes();
    List<BuildStep.Change> merged = new ArrayList<>(vertexes.size());
    Set<BuildStep> changed = new LinkedHashSet<>();
    for (Vertex vertex : vertexes) {
      BuildStep step = step(vertex.digest());
      merged.add(step.merge(vertex));
      changed.add(step);
    }
    if (!changed.isEmpty()) {
      changes.accept(changed.stream().map(step -> step.state(source)).toList());
    }
    Set<String> ended = new HashSet<>();
    for (int i = 0; i < merged.size(); i++) {
      String digest = vertexes.get(i).digest();
      switch (merged.get(i)) {
        case NONE -> {}
        case STARTED -> announce(step(digest));
        case ENDED -> end(digest, ended.add(digest) ? trace : null);
      }
    }
    return ended;
  }

  /** Tells the end of a step, and what it said last; null when that is told. */
  private void end(String digest, @Nullable BuildKitTrace last) {
    BuildStep step = step(digest);
    announce(step);
    if (last != null) {
      last.statuses().stream().filter(s -> s.vertex().equals(digest)).forEach(this::status);
      last.logs().stream().filter(l -> l.vertex().equals(digest)).forEach(this::log);
    }
    outputs.forEach((key, output) -> {
      if (key.startsWith(digest)) {
        output.flush();
      }
    });
    lines.line(!step.error().isEmpty(), step.name(), step.verdict());
  }

  private void announce(BuildStep step) {
    if (step.announce()) {
      lines.line(false, step.name(), step.prefix() + step.name());
    }
  }

  /** Tells a part once when it begins and once when it is done; byte counts would flood a log. */
  private void status(Status status) {
    BuildStep step = step(status.vertex());
    boolean done = status.completed() != null;
    if (toldStatuses.add(status.vertex() + " " + status.id() + " " + done)) {
      announce(step);
      lines.line(false, step.name(), step.prefix() + status.id() + (done ? " done" : ""));
    }
  }

  private void log(Log log) {
    BuildStep step = step(log.vertex());
    announce(step);
    boolean stderr = log.stream() == 2;
    outputs
        .computeIfAbsent(
            log.vertex() + " " + log.stream(),
            _ -> new StepOutput(text -> lines.line(stderr, step.name(), text)))
        .accept(log.message(), step.prefix() + step.elapsed(log.time()));
  }

  private void warning(Warning warning) {
    BuildStep step = step(warning.vertex());
    String text = warning.url().isEmpty() ? "" : " (" + warning.url() + ")";
    lines.line(true, step.name(), step.prefix() + "WARN: " + warning.brief() + text);
  }

  /** Decodes the text of a base64 trace item; malformed base64 counts as an empty trace. */
  static BuildKitTrace decode(String base64) {
    try {
      return BuildKitTrace.decode(
          java.util.Base64.getDecoder().decode(base64.getBytes(StandardCharsets.US_ASCII)));
    } catch (IllegalArgumentException e) {
      return new BuildKitTrace(List.of(), List.of(), List.of(), List.of(), false);
    }
  }
}
