package org.dimdesktop.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.dimdesktop.build.DockerfileText.Instruction;
import org.jspecify.annotations.Nullable;

/**
 * Finds the instruction of a Dockerfile that a step carries out. Engines name a line only when they
 * cannot read the file; all other steps are found by their place, {@code [stage 2/5]}.
 */
final class StepSource {
  /** Knows no Dockerfile. */
  static final StepSource NONE = new StepSource("");

  private static final Pattern NAME =
      Pattern.compile("\\[\\s*(?:(\\S.*?)\\s+)?(\\d{1,6})/(\\d{1,6})]\\s+(\\w+)\\s*(.*)");
  private static final Pattern UNNAMED = Pattern.compile("stage-(\\d{1,6})");
  private static final Pattern AS = Pattern.compile(".*\\sAS\\s+(\\S+)\\s*");
  private static final Pattern LINE =
      Pattern.compile("(?:dockerfile parse error (?:on )?line |Dockerfile:)(\\d{1,6})");
  private static final Set<String> COUNTED = Set.of("RUN", "COPY", "ADD", "WORKDIR");
  private static final int MAX_EXCERPT_LINES = 20;

  private record Stage(String name, Instruction from, List<Instruction> counted) {}

  private final DockerfileText text;
  private final List<Stage> stages = new ArrayList<>();

  /** The source of the steps that this Dockerfile asks for. */
  StepSource(String dockerfile) {
    text = DockerfileText.of(dockerfile);
    for (Instruction each : text.instructions()) {
      if (each.keyword().equals("FROM")) {
        Matcher as = AS.matcher(each.rest().toUpperCase(Locale.ROOT));
        stages.add(new Stage(as.matches() ? as.group(1) : "", each, new ArrayList<>()));
      } else if (COUNTED.contains(each.keyword()) && !stages.isEmpty()) {
        stages.getLast().counted().add(each);
      }
    }
  }

  /** The instruction of the step with this name; null for a step that no instruction asks for. */
  @Nullable Instruction find(String stepName) {
    Matcher name = NAME.matcher(stepName.strip().lines().findFirst().orElse(""));
    if (!name.matches()) {
      return null;
    }
    Stage stage = stage(name.group(1));
    if (stage == null) {
      return null;
    }
    int number = Integer.parseInt(name.group(2));
    // A base image that is not "scratch" counts as a step of its own.
    int bases = Integer.parseInt(name.group(3)) - stage.counted().size();
    String keyword = name.group(4).toUpperCase(Locale.ROOT);
    if (keyword.equals("FROM")) {
      return stage.from();
    }
    int index = number - 1 - bases;
    boolean isThere =
        index >= 0
            && index < stage.counted().size()
            && stage.counted().get(index).keyword().equals(keyword);
    return isThere ? stage.counted().get(index) : byText(stage, keyword, name.group(5));
  }

  private @Nullable Stage stage(@Nullable String prefix) {
    String[] words = prefix == null ? new String[0] : prefix.split("\\s+");
    String last = words.length == 0 ? "" : words[words.length - 1];
    if (last.isEmpty() || last.contains("/")) { // nothing, or no more than the platform
      return stages.size() == 1 ? stages.getFirst() : null;
    }
    for (Stage stage : stages) {
      if (stage.name().equalsIgnoreCase(last)) {
        return stage;
      }
    }
    Matcher unnamed = UNNAMED.matcher(last);
    int index = unnamed.matches() ? Integer.parseInt(unnamed.group(1)) : stages.size();
    return index < stages.size() ? stages.get(index) : null;
  }

  /** Steps that a base image adds shift the count; then only equal words tell. */
  private static @Nullable Instruction byText(Stage stage, String keyword, String rest) {
    List<Instruction> same =
        stage.counted().stream()
            .filter(i -> i.keyword().equals(keyword))
            .filter(i -> i.rest().replaceAll("\\s+", " ").equals(rest.replaceAll("\\s+", " ")))
            .toList();
    return same.size() == 1 ? same.getFirst() : null;
  }

  /** The line that an engine's error text names; null when it names none. */
  static @Nullable Integer lineIn(String error) {
    Matcher line = LINE.matcher(error);
    return line.find() ? Integer.valueOf(line.group(1)) : null;
  }

  /** The text of an instruction as it stands in the file, its first lines if it is a long one. */
  String excerpt(Instruction instruction) {
    int end = Math.min(instruction.endLine(), instruction.line() + MAX_EXCERPT_LINES - 1);
    return text.excerpt(instruction.line(), end);
  }

  /** The text of one line. */
  String excerpt(int line) {
    return text.excerpt(line, line);
  }
}
