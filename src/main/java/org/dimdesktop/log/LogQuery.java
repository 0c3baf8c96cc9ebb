package org.dimdesktop.log;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What to look for in the visible text of lines (without colours and other control sequences). */
public final class LogQuery {

  private final Pattern pattern;
  private final String literal;

  private LogQuery(Pattern pattern, String literal) {
    this.pattern = pattern;
    this.literal = literal;
  }

  /**
   * A text, or a regular expression as java.util.regex understands it.
   *
   * @throws PatternSyntaxException if the expression is wrong
   */
  public static LogQuery of(String text, boolean regex, boolean matchCase) {
    int flags = matchCase ? 0 : Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
    Pattern pattern = Pattern.compile(text, regex ? flags : flags | Pattern.LITERAL);
    return new LogQuery(pattern, !regex && matchCase ? text : "");
  }

  /** Finds the matches within one visible text, for highlighting. */
  public Matcher matcher(CharSequence visible) {
    return pattern.matcher(visible);
  }

  boolean matches(String visible, CharSequence guarded) {
    return literal.isEmpty() ? matcher(guarded).find() : visible.contains(literal);
  }
}
