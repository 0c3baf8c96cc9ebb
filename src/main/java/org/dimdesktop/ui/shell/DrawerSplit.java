package org.dimdesktop.ui.shell;

import java.util.Objects;
import java.util.function.DoubleConsumer;
import javafx.geometry.Orientation;
import javafx.scene.Node;
import javafx.scene.control.SplitPane;
import javafx.scene.input.MouseEvent;
import javafx.scene.layout.Region;

/**
 * A view with a drawer below it. The drawer has the height that a person dragged it to, in pixels,
 * whatever the window does; where there is less room it is lower only as long as that lasts.
 */
final class DrawerSplit extends SplitPane {
  /** The share of the height that the drawer has while nobody chose a height. */
  private static final double FIRST_SHARE = 0.3;

  /** The same once a log or a build was opened in it. */
  private static final double ROOMY_SHARE = 0.5;

  /** What the view above keeps. */
  private static final double LEAST_ABOVE = 140;

  private final Region drawer;
  private final DoubleConsumer chosen;
  private double height;
  private double share = FIRST_SHARE;
  private boolean dragging;
  private Aim last = new Aim(0, 0);

  /** What was aimed at, so that it is not tried again and again where it cannot be had. */
  private record Aim(double room, double wanted) {}

  /**
   * Without the drawer at first.
   *
   * @param height the drawer's height in pixels, 0 while nobody chose one
   * @param chosen gets the height that a person dragged it to
   */
  DrawerSplit(Node view, Region drawer, double height, DoubleConsumer chosen) {
    this.drawer = drawer;
    this.height = height;
    this.chosen = chosen;
    setOrientation(Orientation.VERTICAL);
    getStyleClass().add("main-split");
    getItems().add(view);
    SplitPane.setResizableWithParent(drawer, false);
    addEventFilter(MouseEvent.MOUSE_PRESSED, event -> dragging = onDivider(event));
    addEventFilter(MouseEvent.MOUSE_RELEASED, _ -> released());
  }

  private boolean onDivider(MouseEvent event) {
    for (Node node = event.getPickResult().getIntersectedNode();
        node != null && !node.equals(this);
        node = node.getParent()) {
      if (node.getStyleClass().contains("split-pane-divider")) {
        return Objects.equals(node.getParent(), this); // not that of a view's own split
      }
    }
    return false;
  }

  private void released() {
    if (dragging) {
      dragging = false;
      height = drawer.getHeight();
      chosen.accept(height);
    }
  }

  boolean isOpen() {
    return getItems().contains(drawer);
  }

  void setOpen(boolean open) {
    if (open && !isOpen()) {
      last = new Aim(0, 0);
      getItems().add(drawer);
      aim();
    } else if (!open) {
      getItems().remove(drawer);
    }
  }

  /** What was opened in the drawer is to be read: it grows, unless a person chose its height. */
  void makeRoom() {
    share = ROOMY_SHARE;
    requestLayout();
  }

  @Override
  protected void layoutChildren() {
    super.layoutChildren();
    if (aim()) {
      super.layoutChildren();
    }
  }

  /** Moves the divider to where the drawer has its height; false if there is nothing to do. */
  private boolean aim() {
    double room = getHeight() - snappedTopInset() - snappedBottomInset();
    if (!isOpen() || dragging || room <= 0) {
      return false;
    }
    double wanted = height > 0 ? height : room * share;
    double most = Math.max(drawer.minHeight(-1), room - LEAST_ABOVE);
    Aim now = new Aim(room, Math.clamp(wanted, Math.min(drawer.minHeight(-1), most), most));
    if (now.equals(last) && Math.abs(drawer.getHeight() - now.wanted) < 2) {
      return false;
    }
    boolean again = now.equals(last);
    last = now;
    Node divider = lookup(".split-pane-divider");
    double thickness = divider == null ? 0 : divider.prefWidth(-1);
    double position = 1 - (now.wanted + thickness / 2) / room;
    if (again && Math.abs(getDividerPositions()[0] - position) < 0.001) {
      return false; // the view above does not let it have more
    }
    setDividerPositions(position);
    return true;
  }
}
