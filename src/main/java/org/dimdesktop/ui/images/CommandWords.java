package org.dimdesktop.ui.images;

import java.util.ArrayList;
import java.util.List;

/** Splits a typed command into words as a POSIX shell does: blanks, quotes and backslashes. */
final class CommandWords {
  private static final char NONE = 0;

  private CommandWords() {}

  /**
   * The words of {@code line}; nothing is expanded, so a dollar sign stays one.
   *
   * @throws IllegalArgumentException when a quote is left open
   */
  static List<String> split(String line) {
    List<String> words = new ArrayList<>();
    StringBuilder word = new StringBuilder();
    boolean inWord = false;
    char quote = NONE;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == NONE && Character.isWhitespace(c)) {
        if (inWord) {
          words.add(word.toString());
          word.setLength(0);
          inWord = false;
        }
        continue;
      }
      inWord = true;
      if (c == quote) {
        quote = NONE;
      } else if (quote == NONE && (c == '\'' || c == '"')) {
        quote = c;
      } else if (c == '\\' && escapes(quote, line, i + 1)) {
        i++;
        word.append(line.charAt(i));
      } else {
        word.append(c);
      }
    }
    if (quote != NONE) {
      throw new IllegalArgumentException("a quote is left open: " + quote);
    }
    if (inWord) {
      words.add(word.toString());
    }
    return words;
  }

  /** Between double quotes a backslash stands before what it protects; single quotes take all. */
  private static boolean escapes(char quote, String line, int next) {
    if (next >= line.length() || quote == '\'') {
      return false;
    }
    return quote == NONE || "\"\\$`".indexOf(line.charAt(next)) >= 0;
  }
}
