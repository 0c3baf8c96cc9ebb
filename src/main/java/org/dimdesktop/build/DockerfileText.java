package org.dimdesktop.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A Dockerfile cut into its instructions, each with the lines that it stands on. */
final class DockerfileText {
  private static final Pattern DIRECTIVE = Pattern.compile("#\\s*(\\w+)\\s*=\\s*(\\S.*?)\\s*");
  private static final Pattern HEREDOC = Pattern.compile("<<(-?)(['\"]?)([A-Za-z_][\\w]*)\\2");

  private final List<String> lines;
  private final List<Instruction> instructions = new ArrayList<>();
  private @Nullable String syntax;
  private String escape = "\\";
  private int next;

  /**
   * An instruction, its continued lines joined and comments left out.
   *
   * @param line its first line, counted from 1
   * @param endLine its last line, that of a here-document included
   */
  record Instruction(int line, int endLine, String text) {
    /** Its first word in capitals. */
    String keyword() {
      return text.split("\\s+", 2)[0].toUpperCase(Locale.ROOT);
    }

    /** What follows the first word. */
    String rest() {
      String[] parts = text.split("\\s+", 2);
      return parts.length < 2 ? "" : parts[1];
    }
  }

  private DockerfileText(List<String> lines) {
    this.lines = lines;
  }

  /** Reads a file's text; never throws, for what is wrong with it is for the builder to say. */
  static DockerfileText of(String dockerfile) {
    DockerfileText text = new DockerfileText(dockerfile.lines().toList());
    text.directives();
    while (text.next < text.lines.size()) {
      text.instruction();
    }
    return text;
  }

  private void directives() {
    for (String line : lines) {
      Matcher m = DIRECTIVE.matcher(line.strip());
      if (!m.matches()) {
        break;
      }
      switch (m.group(1).toLowerCase(Locale.ROOT)) {
        case "syntax" -> syntax = m.group(2);
        case "escape" -> escape = m.group(2);
        default -> {}
      }
    }
  }

  private void instruction() {
    StringBuilder joined = new StringBuilder();
    int first = next;
    boolean continued = true;
    while (continued && next < lines.size()) {
      String line = lines.get(next++).strip();
      if (line.startsWith("#") || line.isEmpty()) {
        continue;
      }
      first = joined.isEmpty() ? next - 1 : first;
      continued = line.endsWith(escape);
      joined.append(line, 0, line.length() - (continued ? escape.length() : 0));
      joined.append(continued ? " " : "");
    }
    if (!joined.isEmpty()) {
      String text = joined.toString();
      skipHeredocs(text);
      instructions.add(new Instruction(first + 1, next, text));
    }
  }

  private void skipHeredocs(String instruction) {
    Matcher m = HEREDOC.matcher(instruction);
    while (m.find()) {
      boolean tabs = !m.group(1).isEmpty();
      String end = m.group(3);
      while (next < lines.size()) {
        String line = lines.get(next++);
        if ((tabs ? line.replaceFirst("^\t+", "") : line).equals(end)) {
          break;
        }
      }
    }
  }

  /** The image that reads the file, as its {@code # syntax=} line names it; null for none. */
  @Nullable String syntax() {
    return syntax;
  }

  /** The instructions in their order. */
  List<Instruction> instructions() {
    return instructions;
  }

  /** The text of lines {@code from} to {@code to}, counted from 1 and both included. */
  String excerpt(int from, int to) {
    int begin = Math.clamp(from - 1, 0, lines.size());
    return String.join("\n", lines.subList(begin, Math.clamp(to, begin, lines.size())));
  }
}
