package org.dimdesktop.ui.common;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

/** Puts text onto the system's clipboard. JavaFX thread only. */
public final class Clipboards {
  private Clipboards() {}

  /** Replaces what the clipboard holds. */
  public static void copy(String text) {
    ClipboardContent content = new ClipboardContent();
    content.putString(text);
    Clipboard.getSystemClipboard().setContent(content);
  }
}
