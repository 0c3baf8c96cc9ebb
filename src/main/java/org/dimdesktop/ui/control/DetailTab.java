package org.dimdesktop.ui.control;

import javafx.scene.Node;
import org.dimdesktop.ui.common.Strings;
import org.kordamp.ikonli.Ikon;

/**
 * A tab of a {@link MasterDetail}; it is told of a row only while it is in front, so what it loads
 * is loaded only when it is looked at.
 */
public interface DetailTab<T> {
  /** The key of its name. */
  String titleKey();

  /** Its icon. */
  Ikon icon();

  /** What it shows; the same node every time. */
  Node node();

  /** Shows another row than before; cancels what was being loaded. */
  void show(T row);

  /** The row that is shown changed; by default it is shown anew. */
  default void changed(T row) {
    show(row);
  }

  /** Goes out of sight or loses its row: cancels what is being loaded or followed. */
  void clear();

  /** Its name. */
  default String title() {
    return Strings.get(titleKey());
  }
}
