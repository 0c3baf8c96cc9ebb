package org.dimdesktop.ui.control;

/** Selected lines: from where it began to where it was drawn, whichever is first. */
final class LogSelection {

  private static final long NONE = -1;

  private long anchor = NONE;
  private long caret = NONE;

  boolean isEmpty() {
    return anchor == NONE;
  }

  void clear() {
    anchor = NONE;
    caret = NONE;
  }

  void start(long line) {
    anchor = line;
    caret = line;
  }

  /** Moves the end that moves; begins there if nothing is selected. */
  void extend(long line) {
    if (anchor == NONE) {
      anchor = line;
    }
    caret = line;
  }

  long caret() {
    return caret;
  }

  long first() {
    return Math.min(anchor, caret);
  }

  long last() {
    return Math.max(anchor, caret);
  }

  boolean contains(long line) {
    return anchor != NONE && line >= first() && line <= last();
  }
}
