package org.dimdesktop.ui.control;

import javafx.scene.Node;

/** A cell's own node, made once for each visible cell and filled anew for each row. */
public interface CellRenderer<T> {
  /** The node; always the same. */
  Node node();

  /** Shows {@code row}. */
  void update(T row);

  /**
   * Time has passed while the same row is in sight: what says how long ago something was is old.
   */
  default void aged() {}
}
