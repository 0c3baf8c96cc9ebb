package org.dimdesktop.ui.common;

import java.util.function.Supplier;
import javafx.scene.control.Control;
import javafx.scene.control.Tooltip;
import javafx.scene.input.MouseEvent;

/**
 * Tooltips that are made when somebody first points at their control: each is a window of its own,
 * and a start would make dozens that nobody ever sees. JavaFX thread only.
 */
public final class Tips {
  private Tips() {}

  /** Gives a control a tooltip with a text that does not change. */
  public static void set(Control control, String text) {
    set(control, () -> text);
  }

  /**
   * Gives a control a tooltip.
   *
   * @param text asked whenever the mouse enters the control; none is shown while it is empty
   */
  public static void set(Control control, Supplier<String> text) {
    control.addEventHandler(MouseEvent.MOUSE_ENTERED, _ -> show(control, text.get()));
  }

  private static void show(Control control, String text) {
    Tooltip made = control.getTooltip();
    if (text.isEmpty()) {
      control.setTooltip(null);
    } else if (made == null) {
      control.setTooltip(new Tooltip(text));
    } else {
      made.setText(text);
    }
  }
}
