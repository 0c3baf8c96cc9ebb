package org.dimdesktop.log;

import java.util.List;

/**
 * A line as it is shown: printable text and how its parts look.
 *
 * @param runs adjoining parts from the first to the last character; none for an empty text
 */
public record AnsiText(String text, List<Run> runs) {

  public AnsiText {
    runs = List.copyOf(runs);
  }

  /** The characters from {@code start} to before {@code end}. */
  public record Run(int start, int end, AnsiStyle style) {}

  static AnsiText plain(String text) {
    return new AnsiText(
        text, text.isEmpty() ? List.of() : List.of(new Run(0, text.length(), AnsiStyle.PLAIN)));
  }
}
