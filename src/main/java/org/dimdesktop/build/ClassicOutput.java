package org.dimdesktop.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dimdesktop.task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * What builders without BuildKit print, such as podman's: text in {@code stream} items, the status
 * of pulled layers. Not thread-safe.
 */
final class ClassicOutput {
  private static final Pattern STEP =
      Pattern.compile("(?:Step|STEP) (\\d+)/(\\d+) ?: ?(.*)", Pattern.DOTALL);

  private final BuildSteps.Lines lines;
  private final StepOutput text = new StepOutput(this::line);
  private final Set<String> toldStatuses = new HashSet<>();
  private @Nullable String step;
  private long done;
  private long total = Progress.UNKNOWN;

  ClassicOutput(BuildSteps.Lines lines) {
    this.lines = lines;
  }

  /** Takes the next item; false when it is none of the classic kinds. */
  boolean accept(JsonNode item) {
    JsonNode stream = item.path("stream");
    if (stream.isTextual()) {
      text.accept(ByteBuffer.wrap(stream.asText().getBytes(StandardCharsets.UTF_8)), "");
      return true;
    }
    JsonNode status = item.path("status");
    if (status.isTextual()) {
      String id = item.path("id").asText("");
      String told = id.isEmpty() ? status.asText() : id + ": " + status.asText();
      if (toldStatuses.add(told)) {
        line(told);
      }
      return true;
    }
    return false;
  }

  /** Hands on text that has no line end; for the end of the stream. */
  void finish() {
    text.flush();
  }

  /** The step that was begun last. */
  @Nullable String step() {
    return step;
  }

  /** How many steps were begun. */
  Progress progress() {
    String label = step == null ? "" : step;
    return Progress.of(label, Progress.Phase.RUNNING, done, total, Progress.Unit.STEPS);
  }

  private void line(String line) {
    Matcher m = STEP.matcher(line);
    if (m.matches()) {
      done = Long.parseLong(m.group(1)) - 1;
      total = Long.parseLong(m.group(2));
      step = "[" + m.group(1) + "/" + m.group(2) + "] " + m.group(3);
    }
    lines.line(false, step, line);
  }
}
