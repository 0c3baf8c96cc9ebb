package org.dimdesktop.ui.control;

import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Matcher;
import javafx.css.PseudoClass;
import javafx.geometry.VPos;
import javafx.scene.AccessibleRole;
import javafx.scene.Group;
import javafx.scene.layout.Region;
import javafx.scene.shape.Rectangle;
import javafx.scene.text.Text;
import org.dimdesktop.log.AnsiStyle;
import org.dimdesktop.log.AnsiText;
import org.dimdesktop.log.LogQuery;
import org.dimdesktop.log.LogStream;
import org.jspecify.annotations.Nullable;

/** One row of a log: its nodes are made once and filled again for every piece it shows. */
final class LogRow extends Region {

  /** What decides the look of all rows. */
  record Look(boolean timestamps, @Nullable LogQuery query, long palette) {}

  /** The columns that a timestamp takes. */
  static final int STAMP = 25;

  /** The space left of the text in pixels. */
  static final double INSET = 10;

  private static final PseudoClass SELECTED = PseudoClass.getPseudoClass("selected");
  private static final PseudoClass CURRENT = PseudoClass.getPseudoClass("current");
  private static final PseudoClass STDERR = PseudoClass.getPseudoClass("stderr");
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
  private static final int MOST_HITS = 50;

  private final LogPalette palette;
  private final Group backs = new Group();
  private final Group fronts = new Group();
  private final List<Rectangle> boxes = new ArrayList<>();
  private final List<Text> texts = new ArrayList<>();
  private @Nullable LogSlot slot;
  private @Nullable Look look;
  private int usedBoxes;
  private int usedTexts;

  LogRow(LogPalette palette) {
    this.palette = palette;
    getStyleClass().add("log-row");
    setAccessibleRole(AccessibleRole.TEXT);
    setManaged(false);
    backs.setManaged(false);
    fronts.setManaged(false);
    getChildren().addAll(backs, fronts);
  }

  /** What it shows, or null. */
  @Nullable LogSlot slot() {
    return slot;
  }

  void mark(boolean selected, boolean current) {
    pseudoClassStateChanged(SELECTED, selected);
    pseudoClassStateChanged(CURRENT, current);
  }

  /** Shows the piece, or nothing. */
  void show(@Nullable LogSlot next, Look nextLook) {
    if (Objects.equals(next, slot) && nextLook.equals(look)) {
      return;
    }
    slot = next;
    look = nextLook;
    usedBoxes = 0;
    usedTexts = 0;
    if (next != null) {
      fill(next, nextLook);
    }
    pseudoClassStateChanged(
        STDERR, next != null && next.line().record().stream() == LogStream.STDERR);
    setAccessibleText(next == null ? null : next.line().text());
    boxes.subList(usedBoxes, boxes.size()).forEach(box -> box.setVisible(false));
    texts.subList(usedTexts, texts.size()).forEach(text -> text.setVisible(false));
  }

  private void fill(LogSlot piece, Look how) {
    LogLine line = piece.line();
    double left = INSET;
    if (how.timestamps()) {
      Instant time = line.record().timestamp();
      if (time != null && piece.sub() == 0) {
        Text stamp = text(TIME.format(time), left, AnsiStyle.PLAIN);
        stamp.setFill(palette.colour(LogPalette.MUTED));
      }
      left += STAMP * palette.cell();
    }
    for (AnsiText.Run run : line.content().runs()) {
      int from = Math.max(run.start(), piece.from());
      int to = Math.min(run.end(), piece.to());
      if (from < to) {
        run(piece, from, to, run.style(), left);
      }
    }
    if (how.query() != null) {
      hits(piece, how.query(), left);
    }
  }

  private void run(LogSlot piece, int from, int to, AnsiStyle style, double left) {
    LogLine line = piece.line();
    int plain =
        line.record().stream() == LogStream.SYSTEM || style.faint()
            ? LogPalette.MUTED
            : LogPalette.PLAIN;
    int ink = style.foreground() == AnsiStyle.DEFAULT ? plain : style.foreground();
    int paper = style.background();
    if (style.inverse()) {
      int swap = paper == AnsiStyle.DEFAULT ? LogPalette.BACKDROP : paper;
      paper = ink;
      ink = swap;
    }
    double x = left + LogColumns.width(line.text(), piece.from(), from) * palette.cell();
    if (paper != AnsiStyle.DEFAULT) {
      Rectangle box = box(x, LogColumns.width(line.text(), from, to));
      box.setFill(palette.colour(paper));
    }
    Text text = text(line.text().substring(from, to), x, style);
    int ground = paper == AnsiStyle.DEFAULT ? LogPalette.BACKDROP : paper;
    text.setFill(palette.legible(palette.colour(ink), palette.colour(ground)));
  }

  private void hits(LogSlot piece, LogQuery query, double left) {
    LogLine line = piece.line();
    Matcher matcher = query.matcher(line.text().substring(line.prefix()));
    int hits = 0;
    while (hits < MOST_HITS && matcher.find()) {
      hits++;
      int from = Math.max(matcher.start() + line.prefix(), piece.from());
      int to = Math.min(matcher.end() + line.prefix(), piece.to());
      if (from < to) {
        double x = left + LogColumns.width(line.text(), piece.from(), from) * palette.cell();
        box(x, LogColumns.width(line.text(), from, to)).setFill(palette.colour(LogPalette.MATCH));
      }
    }
  }

  private Rectangle box(double x, int cells) {
    if (usedBoxes == boxes.size()) {
      boxes.add(new Rectangle());
      backs.getChildren().add(boxes.getLast());
    }
    Rectangle box = boxes.get(usedBoxes++);
    double from = Math.floor(x);
    box.setX(from);
    box.setWidth(Math.ceil(x + cells * palette.cell()) - from);
    box.setHeight(palette.lineHeight());
    box.setVisible(true);
    return box;
  }

  private Text text(String value, double x, AnsiStyle style) {
    if (usedTexts == texts.size()) {
      Text fresh = new Text();
      fresh.setTextOrigin(VPos.TOP);
      texts.add(fresh);
      fronts.getChildren().add(fresh);
    }
    Text text = texts.get(usedTexts++);
    text.setFont(palette.font(style));
    text.setUnderline(style.underline());
    text.setText(value);
    text.setX(x);
    text.setVisible(true);
    return text;
  }
}
