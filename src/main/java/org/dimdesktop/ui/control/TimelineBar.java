package org.dimdesktop.ui.control;

import java.util.Locale;
import javafx.css.PseudoClass;
import javafx.scene.layout.Region;

/**
 * A bar from one point of a common time axis to another, for a cell of a list of steps. The style
 * class {@code timeline-bar} and one pseudo-class for its kind give the colour. JavaFX thread only.
 */
public final class TimelineBar extends Region {
  private static final double THICKNESS = 10;
  private static final double LEAST = 2;

  private final Region bar = new Region();
  private double from;
  private double to;
  private boolean empty = true;
  private PseudoClass kind = PseudoClass.getPseudoClass("waiting");

  /** A bar that shows nothing yet. */
  public TimelineBar() {
    getStyleClass().add("timeline");
    bar.getStyleClass().add("timeline-bar");
    bar.setManaged(false);
    getChildren().add(bar);
    setMinSize(20, THICKNESS);
  }

  /**
   * Shows a bar.
   *
   * @param begin where it begins, 0 to 1
   * @param end where it ends, {@code begin} to 1; a short one is still drawn 2 pixels wide
   * @param state what it stands for, such as {@code RUNNING}
   */
  public void show(double begin, double end, Enum<?> state) {
    from = begin;
    to = Math.max(begin, end);
    empty = false;
    bar.pseudoClassStateChanged(kind, false);
    kind = PseudoClass.getPseudoClass(state.name().toLowerCase(Locale.ROOT));
    bar.pseudoClassStateChanged(kind, true);
    requestLayout();
  }

  /** Shows the empty axis. */
  public void clear() {
    empty = true;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    bar.setVisible(!empty);
    double width = getWidth();
    double length = Math.min(width, Math.max(LEAST, (to - from) * width));
    double x = Math.min(from * width, width - length);
    bar.resizeRelocate(x, (getHeight() - THICKNESS) / 2, length, THICKNESS);
  }
}
