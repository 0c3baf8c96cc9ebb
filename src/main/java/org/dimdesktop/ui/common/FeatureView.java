package org.dimdesktop.ui.common;

import java.util.List;
import javafx.scene.Node;

/**
 * One place of the window, such as the images. Making it must be cheap and start no work: what it
 * shows is loaded in {@link #shown}. JavaFX thread only.
 */
public interface FeatureView {
  /** The id that the navigation and the settings know it by. */
  String id();

  /** What fills the window; the same node every time. */
  Node node();

  /** The view came into sight: load, follow. */
  void shown();

  /** Puts the focus where the keyboard does most here; the view is in sight. */
  default void focus() {}

  /** The view went out of sight: stop polling, keep what was loaded. */
  void hidden();

  /** What can be done here without a selection; it gets a menu and shortcuts. Asked once. */
  default List<Action> actions() {
    return List.of();
  }

  /** What of this view the command palette can reach now, such as its resources. */
  List<PaletteEntry> palette();
}
