package org.dimdesktop.log;

import java.util.ArrayList;
import java.util.List;

/**
 * Turns a raw line into what a terminal would leave standing of it, as text with colours.
 *
 * <p>Colours and weights are kept; every other control sequence and control character is removed
 * and never obeyed. Of a line overwritten by carriage returns the last text stays. Pure; any input
 * is allowed.
 */
public final class AnsiParser {

  private static final int TAB = 8;
  private static final char ESC = '\u001b';

  private final String raw;
  private final StringBuilder text;
  private final List<AnsiText.Run> runs = new ArrayList<>();
  private AnsiStyle style = AnsiStyle.PLAIN;
  private int runStart;
  private boolean restart;

  private AnsiParser(String raw) {
    this.raw = raw;
    this.text = new StringBuilder(raw.length());
  }

  /** The line as it is shown. */
  public static AnsiText parse(String raw) {
    return isPlain(raw) ? AnsiText.plain(raw) : new AnsiParser(raw).run();
  }

  /** The text of the line as it is shown. */
  public static String visible(String raw) {
    return isPlain(raw) ? raw : new AnsiParser(raw).run().text();
  }

  private static boolean isPlain(String raw) {
    for (int i = 0; i < raw.length(); i++) {
      if (isSpecial(raw.charAt(i))) {
        return false;
      }
    }
    return true;
  }

  /** Controls, line separators and marks that turn the direction of what follows. */
  private static boolean isSpecial(char c) {
    if (c < 0x7f) {
      return c < ' ';
    }
    return c < 0xa0 || isBetween(c, '\u2028', '\u202e') || isBetween(c, '\u2066', '\u2069');
  }

  private AnsiText run() {
    int at = 0;
    while (at < raw.length()) {
      char c = raw.charAt(at);
      if (!isSpecial(c)) {
        put(c);
        at++;
      } else {
        at = special(c, at + 1);
      }
    }
    endRun();
    return new AnsiText(text.toString(), runs);
  }

  private int special(char c, int next) {
    return switch (c) {
      case ESC -> escape(next);
      case '\u009b' -> csi(next);
      case '\u0090', '\u0098', '\u009d', '\u009e', '\u009f' -> string(next);
      case '\t' -> {
        do {
          put(' ');
        } while (text.length() % TAB != 0);
        yield next;
      }
      case '\r' -> {
        restart = true;
        yield next;
      }
      case '\u2028', '\u2029' -> {
        put(' ');
        yield next;
      }
      default -> next;
    };
  }

  private void put(char c) {
    if (restart) {
      restart = false;
      text.setLength(0);
      runs.clear();
      runStart = 0;
    }
    text.append(c);
  }

  private int escape(int at) {
    if (at >= raw.length()) {
      return at;
    }
    return switch (raw.charAt(at)) {
      case '[' -> csi(at + 1);
      case ']', 'P', 'X', '^', '_' -> string(at + 1);
      default -> {
        int end = skip(at, ' ', '/');
        yield end < raw.length() && isBetween(raw.charAt(end), '0', '~') ? end + 1 : end;
      }
    };
  }

  private int csi(int at) {
    int params = skip(at, '0', '?');
    int end = skip(params, ' ', '/');
    if (end >= raw.length() || !isBetween(raw.charAt(end), '@', '~')) {
      return end;
    }
    if (raw.charAt(end) == 'm' && end == params) {
      restyle(AnsiSgr.apply(style, raw, at, params));
    }
    return end + 1;
  }

  /** Passes over a string for the terminal itself (a title, a link), up to its terminator. */
  private int string(int at) {
    for (int i = at; i < raw.length(); i++) {
      char c = raw.charAt(i);
      if (c == '\u0007' || c == '\u009c') {
        return i + 1;
      }
      if (c == ESC) {
        return i + 1 < raw.length() && raw.charAt(i + 1) == '\\' ? i + 2 : i;
      }
    }
    return raw.length();
  }

  private int skip(int from, char low, char high) {
    int at = from;
    while (at < raw.length() && isBetween(raw.charAt(at), low, high)) {
      at++;
    }
    return at;
  }

  private static boolean isBetween(char c, char low, char high) {
    return c >= low && c <= high;
  }

  private void restyle(AnsiStyle next) {
    if (!next.equals(style)) {
      endRun();
      style = next;
    }
  }

  private void endRun() {
    if (text.length() > runStart) {
      runs.add(new AnsiText.Run(runStart, text.length(), style));
      runStart = text.length();
    }
  }
}
