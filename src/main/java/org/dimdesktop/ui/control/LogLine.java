package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import org.dimdesktop.log.AnsiParser;
import org.dimdesktop.log.AnsiStyle;
import org.dimdesktop.log.AnsiText;
import org.dimdesktop.log.LogRecord;

/**
 * A line ready to be drawn.
 *
 * @param content the build step, if any, and the text
 * @param prefix how many characters of it name the step
 */
record LogLine(LogRecord record, AnsiText content, int prefix) {

  private static final AnsiStyle STEP =
      new AnsiStyle(LogPalette.ACCENT, AnsiStyle.DEFAULT, false, false, false, false, false);

  static LogLine of(LogRecord record) {
    AnsiText body = AnsiParser.parse(record.text());
    String step = record.step();
    if (step == null) {
      return new LogLine(record, body, 0);
    }
    String name = AnsiParser.visible(step) + "  ";
    List<AnsiText.Run> runs = new ArrayList<>();
    runs.add(new AnsiText.Run(0, name.length(), STEP));
    for (AnsiText.Run run : body.runs()) {
      runs.add(
          new AnsiText.Run(run.start() + name.length(), run.end() + name.length(), run.style()));
    }
    return new LogLine(record, new AnsiText(name + body.text(), runs), name.length());
  }

  long line() {
    return record.line();
  }

  String text() {
    return content.text();
  }
}
