package org.dimdesktop.ui.common;

import java.util.function.Supplier;
import javafx.beans.value.ObservableValue;
import javafx.scene.Node;
import org.kordamp.ikonli.Ikon;

/** The window's pane of closable tabs, for logs and builds that outlive a selection. */
public interface TabHost {
  /**
   * A tab to open.
   *
   * @param id opening the same id again only brings the tab to the front
   * @param content makes the content when the tab is really new
   * @param onClose frees what the content holds
   */
  record Spec(
      String id,
      ObservableValue<String> title,
      Ikon icon,
      Supplier<? extends Node> content,
      Runnable onClose) {}

  /** Opens a tab, or shows the one that is open already. JavaFX thread only. */
  void open(Spec tab);

  /** Closes a tab if it is open. JavaFX thread only. */
  void close(String id);
}
