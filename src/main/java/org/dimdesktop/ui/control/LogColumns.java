package org.dimdesktop.ui.control;

/** Which column a character stands in on a grid of equal cells, and where a line is cut. */
final class LogColumns {

  private LogColumns() {}

  /** Cells that the characters in {@code [from, to)} take. */
  static int width(String text, int from, int to) {
    int cells = 0;
    for (int i = from; i < to; ) {
      int code = text.codePointAt(i);
      cells += cells(code);
      i += Character.charCount(code);
    }
    return cells;
  }

  /** The end of the piece that starts at {@code from} and takes at most that many cells. */
  static int cut(String text, int from, int cells) {
    int left = cells;
    int at = from;
    while (at < text.length()) {
      int code = text.codePointAt(at);
      left -= cells(code);
      if (left < 0 && at > from) {
        return at;
      }
      at += Character.charCount(code);
    }
    return at;
  }

  /** How many pieces of at most that many cells a text gives; an empty one gives one. */
  static int pieces(String text, int cells) {
    int pieces = 0;
    int at = 0;
    do {
      at = cut(text, at, cells);
      pieces++;
    } while (at < text.length());
    return pieces;
  }

  private static int cells(int code) {
    if (code < 0x300) {
      return 1;
    }
    int type = Character.getType(code);
    if (type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.FORMAT) {
      return 0;
    }
    return isWide(code) ? 2 : 1;
  }

  private static boolean isWide(int code) {
    return code >= 0x1100
        && (code <= 0x115f
            || (code >= 0x2e80 && code <= 0xa4cf)
            || (code >= 0xac00 && code <= 0xd7a3)
            || (code >= 0xf900 && code <= 0xfaff)
            || (code >= 0xfe30 && code <= 0xfe6f)
            || (code >= 0xff00 && code <= 0xff60)
            || (code >= 0x1f300 && code <= 0x1faff)
            || (code >= 0x20000 && code <= 0x3fffd));
  }
}
