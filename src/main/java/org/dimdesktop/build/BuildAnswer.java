package org.dimdesktop.build;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.regex.Pattern;
import org.dimdesktop.build.BuildEvents.Stream;
import org.dimdesktop.task.Progress;
import org.jspecify.annotations.Nullable;

/**
 * Understands an engine's answer to a build, item by item, whichever builder it comes from. Not
 * thread-safe.
 */
final class BuildAnswer {
  /** What solvers put before the words that say what is wrong. */
  private static final Pattern WRAPPING =
      Pattern.compile(
          "^(?:failed to solve(?: with frontend \\S+)?: |rpc error: code = \\w+ desc = "
              + "|failed to create LLB definition: )+");

  private final BuildSteps steps;
  private final ClassicOutput classic;
  private boolean isClassic;
  private @Nullable String imageId;
  private @Nullable String error;

  BuildAnswer(BuildEvents events, StepSource source) {
    BuildSteps.Lines lines =
        (stderr, step, text) -> events.line(stderr ? Stream.STDERR : Stream.STDOUT, step, text);
    steps = new BuildSteps(lines, events::steps, source);
    classic = new ClassicOutput(lines);
  }

  /** Takes the next item; one of an unknown kind is passed over. */
  void accept(JsonNode item) {
    JsonNode message = item.path("errorDetail").path("message");
    if (message.isTextual() || item.path("error").isTextual()) {
      error = message.isTextual() ? message.asText() : item.path("error").asText();
    } else if (item.path("id").asText("").equals("moby.buildkit.trace")) {
      steps.accept(BuildSteps.decode(item.path("aux").asText("")));
    } else if (item.path("aux").path("ID").isTextual()) {
      imageId = item.path("aux").path("ID").asText();
    } else {
      isClassic |= classic.accept(item);
    }
  }

  /** Hands on what is left; for the end of the stream. */
  void finish() {
    steps.finish();
    classic.finish();
    Integer line = error == null ? null : StepSource.lineIn(error);
    if (error != null && line != null && steps.failed() == null) {
      steps.unreadable(line, WRAPPING.matcher(error).replaceFirst(""));
    }
  }

  /** How far the build has come. */
  Progress progress() {
    return isClassic ? classic.progress() : steps.progress();
  }

  /** The image's id, once the engine has told it. */
  @Nullable String imageId() {
    return imageId;
  }

  /** Why the build failed, with the step at fault before it; null while it has not. */
  @Nullable String failure() {
    if (error == null) {
      return null;
    }
    String words = WRAPPING.matcher(error).replaceFirst("");
    BuildStep failed = steps.failed();
    String step = failed == null ? classic.step() : failed.name();
    return step == null || step.isBlank() || words.contains(step) ? words : step + ": " + words;
  }
}
