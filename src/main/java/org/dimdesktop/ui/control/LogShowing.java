package org.dimdesktop.ui.control;

import javafx.beans.InvalidationListener;
import javafx.beans.WeakInvalidationListener;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.stage.Window;
import org.jspecify.annotations.Nullable;

/** Whether a node can be seen: it and all around it are visible, in a window that shows. */
final class LogShowing {

  private final Node node;
  private final ReadOnlyBooleanWrapper showing = new ReadOnlyBooleanWrapper();
  private final InvalidationListener listener = _ -> check();
  private final WeakInvalidationListener weak = new WeakInvalidationListener(listener);

  LogShowing(Node node) {
    this.node = node;
    check();
  }

  ReadOnlyBooleanProperty property() {
    return showing.getReadOnlyProperty();
  }

  /**
   * Looks at everything it depends on and listens to it; adding the same listener anew is cheap.
   */
  private void check() {
    boolean visible = true;
    for (@Nullable Node at = node; at != null; at = parentOf(at)) {
      at.visibleProperty().removeListener(weak);
      at.visibleProperty().addListener(weak);
      at.parentProperty().removeListener(weak);
      at.parentProperty().addListener(weak);
      visible &= at.isVisible();
    }
    node.sceneProperty().removeListener(weak);
    node.sceneProperty().addListener(weak);
    showing.set(visible && isWindowShowing(node.getScene()));
  }

  private static @Nullable Parent parentOf(Node node) {
    return node.getParent();
  }

  private boolean isWindowShowing(@Nullable Scene scene) {
    if (scene == null) {
      return false;
    }
    scene.windowProperty().removeListener(weak);
    scene.windowProperty().addListener(weak);
    Window window = scene.getWindow();
    if (window == null) {
      return false;
    }
    window.showingProperty().removeListener(weak);
    window.showingProperty().addListener(weak);
    return window.isShowing();
  }
}
