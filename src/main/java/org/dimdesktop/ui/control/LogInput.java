package org.dimdesktop.ui.control;

import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.MouseButton;
import javafx.scene.input.MouseEvent;
import javafx.scene.input.ScrollEvent;
import org.jspecify.annotations.Nullable;

/** What keys, the mouse and the wheel do in the rows of a log. */
final class LogInput {

  private static final int WHEEL_ROWS = 3;
  private static final int SIDE_STEP = 8;

  private final LogPane pane;
  private final LogViewport viewport;
  private final LogSelection selection;
  private double wheel;

  private LogInput(LogPane pane) {
    this.pane = pane;
    this.viewport = pane.viewport();
    this.selection = pane.selection();
  }

  /** Listens to the pane. */
  static void install(LogPane pane) {
    LogInput input = new LogInput(pane);
    pane.addEventHandler(KeyEvent.KEY_PRESSED, input::key);
    pane.addEventHandler(ScrollEvent.SCROLL, input::scroll);
    pane.addEventHandler(MouseEvent.MOUSE_PRESSED, input::press);
    pane.addEventHandler(MouseEvent.MOUSE_DRAGGED, input::drag);
  }

  private void key(KeyEvent event) {
    if (event.isAltDown() || (event.isShortcutDown() && event.getCode() != KeyCode.A)) {
      return;
    }
    Runnable change = event.isShiftDown() ? extend(event.getCode()) : move(event.getCode());
    if (event.isShortcutDown()) {
      change = this::selectAll;
    }
    if (change != null) {
      pane.change(change);
      event.consume();
    }
  }

  private @Nullable Runnable move(KeyCode code) {
    return switch (code) {
      case UP -> () -> viewport.scroll(-1);
      case DOWN -> () -> viewport.scroll(1);
      case PAGE_UP -> () -> viewport.scroll(1 - viewport.fit());
      case PAGE_DOWN -> () -> viewport.scroll(viewport.fit() - 1);
      case HOME -> () -> viewport.toRank(0);
      case END -> () -> viewport.follow(true);
      case LEFT -> () -> viewport.shift(viewport.shift() - SIDE_STEP);
      case RIGHT -> () -> viewport.shift(viewport.shift() + SIDE_STEP);
      case ESCAPE -> selection.isEmpty() ? null : selection::clear;
      default -> null;
    };
  }

  private @Nullable Runnable extend(KeyCode code) {
    return switch (code) {
      case UP -> () -> extend(-1);
      case DOWN -> () -> extend(1);
      case PAGE_UP -> () -> extend(1L - viewport.fit());
      case PAGE_DOWN -> () -> extend(viewport.fit() - 1L);
      case HOME -> () -> extend(-viewport.source().count());
      case END -> () -> extend(viewport.source().count());
      default -> null;
    };
  }

  private void extend(long lines) {
    LogSource source = viewport.source();
    if (source.count() == 0) {
      return;
    }
    if (selection.isEmpty()) {
      long edge = lines < 0 ? lastShown() : viewport.rank();
      selection.start(source.line(edge));
      if (Math.abs(lines) == 1) {
        return;
      }
    }
    long rank = source.rank(selection.caret()) + lines;
    selection.extend(source.line(Math.clamp(rank, 0, source.count() - 1)));
    viewport.nudge(selection.caret());
  }

  private long lastShown() {
    long last = viewport.rank();
    for (LogRow row : pane.rows()) {
      LogSlot slot = row.slot();
      if (slot != null && row.getBoundsInParent().getMaxY() <= pane.getHeight()) {
        last = viewport.source().rank(slot.number());
      }
    }
    return last;
  }

  private void selectAll() {
    LogSource source = viewport.source();
    if (source.count() > 0) {
      selection.start(source.line(0));
      selection.extend(source.line(source.count() - 1));
    }
  }

  private void scroll(ScrollEvent event) {
    if (event.getDeltaX() != 0 && event.getDeltaY() == 0) {
      int side = (int) Math.signum(-event.getDeltaX()) * SIDE_STEP / 2;
      pane.change(() -> viewport.shift(viewport.shift() + side));
    } else {
      // A wheel's notch gives 40 here; a touch pad gives many small amounts, kept until a row.
      wheel -= event.getDeltaY() / 40 * WHEEL_ROWS;
      int rows = (int) wheel;
      wheel -= rows;
      pane.change(() -> viewport.scroll(rows));
    }
    event.consume();
  }

  private void press(MouseEvent event) {
    pane.requestFocus();
    if (event.getButton() != MouseButton.PRIMARY) {
      return;
    }
    LogSlot slot = slotAt(event.getY());
    pane.change(() -> {
      if (slot == null) {
        selection.clear();
      } else if (event.isShiftDown()) {
        selection.extend(slot.number());
      } else if (selection.contains(slot.number()) && selection.first() == selection.last()) {
        selection.clear();
      } else {
        selection.start(slot.number());
      }
    });
    event.consume();
  }

  private void drag(MouseEvent event) {
    if (!event.isPrimaryButtonDown()) {
      return;
    }
    pane.change(() -> {
      if (event.getY() < 0) {
        viewport.scroll(-1);
      } else if (event.getY() > pane.getHeight()) {
        viewport.scroll(1);
      }
      LogSlot slot = slotAt(Math.clamp(event.getY(), 0, pane.getHeight() - 1));
      if (slot != null) {
        selection.extend(slot.number());
      }
    });
    event.consume();
  }

  private @Nullable LogSlot slotAt(double y) {
    int index = (int) Math.floor(y / pane.lineHeight());
    return index < 0 || index >= pane.rows().size() ? null : pane.rows().get(index).slot();
  }
}
