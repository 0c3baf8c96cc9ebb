package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a view stands in its log, in whole rows; no pixels and no drawing. */
final class LogViewport {

  private LogSource source;
  private LogPage page;
  private long top;
  private int sub;
  private boolean following = true;
  private boolean movedDown;
  private List<LogSlot> shown = List.of();
  private int fit = 1;
  private int columns = 80;
  private int shift;
  private boolean wrap;

  LogViewport(LogSource source) {
    this.source = source;
    this.page = new LogPage(source, -1, List.of(), true, false);
  }

  LogSource source() {
    return source;
  }

  /** Shows other lines from the same place. */
  void source(LogSource next) {
    source = next;
    sub = 0;
  }

  void page(LogPage loaded) {
    page = loaded;
  }

  boolean isFollowing() {
    return following;
  }

  void follow(boolean on) {
    following = on;
    movedDown = on;
  }

  /** How many whole rows and columns there is room for. */
  void size(int rows, int cells) {
    fit = Math.max(1, rows);
    columns = Math.max(8, cells);
  }

  int fit() {
    return fit;
  }

  int columns() {
    return columns;
  }

  void wrap(boolean on) {
    wrap = on;
    sub = 0;
    shift = 0;
  }

  boolean isWrap() {
    return wrap;
  }

  /** The first column shown while lines are not wrapped. */
  int shift() {
    return shift;
  }

  void shift(int cells) {
    shift = wrap ? 0 : Math.max(0, cells);
  }

  /** The rank of the line on the first row. */
  long rank() {
    return source.rank(top);
  }

  /** The greatest rank that the first row can have, lines taken as one row each. */
  long maxRank() {
    return Math.max(0, source.count() - fit);
  }

  /** Puts the line with that rank on the first row. */
  void toRank(long rank) {
    movedDown = rank >= maxRank();
    following = movedDown;
    top = source.line(Math.clamp(rank, 0, maxRank()));
    sub = 0;
  }

  /** Brings the line into sight, into the middle if it is not there yet. */
  void reveal(long line) {
    long rank = source.rank(line);
    if (rank < rank() || rank >= rank() + fit) {
      toRank(rank - fit / 2);
    }
    follow(false);
  }

  /** Brings the line into sight with the least movement. */
  void nudge(long line) {
    long rank = source.rank(line);
    if (rank < rank()) {
      toRank(rank);
    } else if (rank >= rank() + fit) {
      toRank(rank - fit + 1);
    }
    follow(false);
  }

  /** Moves by rows, up if negative. */
  void scroll(int rows) {
    if (rows == 0 || (rows < 0 && rank() == 0 && sub == 0)) {
      return;
    }
    boolean down = rows > 0;
    if (following && down) {
      return;
    }
    following = false;
    if (!wrap) {
      toRank(rank() + rows);
    } else {
      int index = page.index(top);
      for (int i = 0; i < Math.abs(rows); i++) {
        index = down ? stepDown(index) : stepUp(index);
      }
    }
    movedDown = down;
  }

  private int stepDown(int index) {
    if (index < page.lines().size() && sub + 1 < height(page.lines().get(index))) {
      sub++;
      return index;
    }
    top = source.line(rank() + 1);
    sub = 0;
    return index + 1;
  }

  private int stepUp(int index) {
    if (sub > 0) {
      sub--;
      return index;
    }
    if (rank() > 0) {
      top = source.line(rank() - 1);
      int above = index - 1;
      sub = above >= 0 && above < page.lines().size() ? height(page.lines().get(above)) - 1 : 0;
      return above;
    }
    return index;
  }

  private int height(LogLine line) {
    return wrap ? LogColumns.pieces(line.text(), columns) : 1;
  }

  /** What must be read before the rows are right, or null. */
  @Nullable LogRequest wanted() {
    long version = source.version();
    boolean mine = page.source().equals(source);
    if (following) {
      boolean enough = page.atEnd() && (page.atStart() || page.lines().size() >= fit);
      return mine && enough && page.version() == version
          ? null
          : new LogRequest(source, LogRequest.TAIL, 0, fit * 2, version);
    }
    return mine && page.covers(top, fit + 1, version)
        ? null
        : new LogRequest(source, top, fit * 2, fit * 5, version);
  }

  /**
   * The rows from the top, one more than fit if the log goes on; the last ones while it is read.
   */
  List<LogSlot> slots() {
    boolean mine = page.source().equals(source);
    boolean current = mine && page.version() == source.version();
    if (following) {
      shown = mine ? fromEnd() : shown;
    } else if (mine && page.holds(top)) {
      shown = fromTop();
      if (page.atEnd() && shown.size() <= fit) {
        following = movedDown;
        shown = current ? fromEnd() : shown;
      }
    } else if (current && page.atEnd() && page.index(top) == page.lines().size()) {
      shown = fromEnd();
    }
    return shown;
  }

  private List<LogSlot> fromTop() {
    List<LogSlot> slots = new ArrayList<>();
    int index = page.index(top);
    if (index < page.lines().size() && page.lines().get(index).line() != top) {
      sub = 0;
    }
    int skip = sub;
    for (; index < page.lines().size() && slots.size() <= fit; index++) {
      List<LogSlot> pieces = pieces(page.lines().get(index));
      for (int i = Math.min(skip, pieces.size() - 1); i < pieces.size(); i++) {
        if (slots.size() <= fit) {
          slots.add(pieces.get(i));
        }
      }
      skip = 0;
    }
    return slots;
  }

  private List<LogSlot> fromEnd() {
    List<LogSlot> slots = new ArrayList<>();
    for (int i = page.lines().size() - 1; i >= 0 && slots.size() < fit; i--) {
      List<LogSlot> pieces = pieces(page.lines().get(i));
      for (int k = pieces.size() - 1; k >= 0 && slots.size() < fit; k--) {
        slots.add(pieces.get(k));
      }
    }
    Collections.reverse(slots);
    if (!slots.isEmpty()) {
      top = slots.getFirst().number();
      sub = slots.getFirst().sub();
    }
    return slots;
  }

  private List<LogSlot> pieces(LogLine line) {
    String text = line.text();
    if (!wrap) {
      int from = shift == 0 ? 0 : LogColumns.cut(text, 0, shift);
      return List.of(new LogSlot(line, 0, from, LogColumns.cut(text, from, columns + 1)));
    }
    List<LogSlot> pieces = new ArrayList<>(1);
    int from = 0;
    do {
      int to = LogColumns.cut(text, from, columns);
      pieces.add(new LogSlot(line, pieces.size(), from, to));
      from = to;
    } while (from < text.length());
    return pieces;
  }
}
