package org.dimdesktop.build;

import java.util.Arrays;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * One line of a {@code .dockerignore}, with the meaning that moby's {@code patternmatcher} gives
 * it.
 *
 * @param text the cleaned pattern with forward slashes, without its {@code !}
 * @param exception whether it takes files back in that an earlier line left out
 */
record IgnorePattern(String text, boolean exception, Pattern regex) {
  private static final String SYNTAX = ".+()|{}$^";

  /**
   * Compiles one line; null for comments and blank lines.
   *
   * @throws IllegalArgumentException when the line is no pattern
   */
  static @Nullable IgnorePattern parse(String line) {
    if (line.startsWith("#")) {
      return null;
    }
    String text = line.strip();
    boolean exception = text.startsWith("!");
    if (exception) {
      text = text.substring(1).strip();
      if (text.isEmpty()) {
        throw new IllegalArgumentException("illegal exclusion pattern: \"!\"");
      }
    }
    if (text.isEmpty()) {
      return null;
    }
    String clean = clean(text);
    if (clean.length() > 1 && clean.startsWith("/")) {
      clean = clean.substring(1);
    }
    return new IgnorePattern(clean, exception, compile(clean));
  }

  /** Says whether the pattern names {@code path} itself or one of the directories above it. */
  boolean matches(String path) {
    for (int end = path.length(); end > 0; end = path.lastIndexOf('/', end - 1)) {
      if (regex.matcher(path.substring(0, end)).matches()) {
        return true;
      }
    }
    return false;
  }

  /** Says whether something below the directory {@code path} could match. */
  boolean couldMatchBelow(String path) {
    String[] pattern = text.split("/", -1);
    int depth = path.split("/", -1).length;
    if (Arrays.asList(pattern).subList(0, Math.min(depth, pattern.length)).stream()
        .anyMatch(part -> part.contains("**"))) {
      return true;
    }
    if (pattern.length <= depth) {
      return matches(path);
    }
    return compile(String.join("/", Arrays.copyOf(pattern, depth))).matcher(path).matches();
  }

  /** Go's {@code path.Clean}: no empty, {@code .} or resolvable {@code ..} parts. */
  private static String clean(String path) {
    boolean rooted = path.startsWith("/");
    java.util.ArrayDeque<String> parts = new java.util.ArrayDeque<>();
    for (String part : path.split("/", -1)) {
      if (part.isEmpty() || part.equals(".")) {
        continue;
      }
      if (!part.equals("..")) {
        parts.addLast(part);
      } else if (!parts.isEmpty() && !parts.getLast().equals("..")) {
        parts.removeLast();
      } else if (!rooted) {
        parts.addLast(part);
      }
    }
    String joined = String.join("/", parts);
    if (rooted) {
      return "/" + joined;
    }
    return joined.isEmpty() ? "." : joined;
  }

  private static Pattern compile(String glob) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i++);
      switch (c) {
        case '*' -> {
          if (i >= glob.length() || glob.charAt(i) != '*') {
            out.append("[^/]*");
            break;
          }
          i++;
          if (i < glob.length() && glob.charAt(i) == '/') {
            i++; // "**/" is "**": it also stands for no directory at all
          }
          out.append(i >= glob.length() ? ".*" : "(?:.*/)?");
        }
        case '?' -> out.append("[^/]");
        case '\\' -> {
          if (i >= glob.length()) {
            throw bad(glob);
          }
          out.append(Pattern.quote(String.valueOf(glob.charAt(i++))));
        }
        case '[' -> i = charClass(glob, i, out);
        default -> {
          if (SYNTAX.indexOf(c) >= 0) {
            out.append('\\');
          }
          out.append(c);
        }
      }
    }
    try {
      return Pattern.compile(out.toString(), Pattern.DOTALL);
    } catch (PatternSyntaxException e) {
      throw bad(glob);
    }
  }

  /** Copies a class up to its bracket; Java's own class syntax is richer and must be escaped. */
  private static int charClass(String glob, int from, StringBuilder out) {
    int i = from;
    out.append('[');
    if (i < glob.length() && glob.charAt(i) == '^') {
      out.append('^');
      i++;
    }
    if (i < glob.length() && glob.charAt(i) == ']') {
      throw bad(glob);
    }
    while (i < glob.length() && glob.charAt(i) != ']') {
      char c = glob.charAt(i++);
      if (c == '\\' && i < glob.length()) {
        c = glob.charAt(i++);
        out.append('\\');
      } else if ("[]&~^".indexOf(c) >= 0) {
        out.append('\\');
      }
      out.append(c);
    }
    if (i >= glob.length()) {
      throw bad(glob);
    }
    out.append(']');
    return i + 1;
  }

  private static IllegalArgumentException bad(String glob) {
    return new IllegalArgumentException("syntax error in pattern: " + glob);
  }
}
