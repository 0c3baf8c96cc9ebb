package org.dimdesktop.ui.common;

import org.kordamp.ikonli.Ikon;
import org.kordamp.ikonli.javafx.FontIcon;

/** Makes the small pictures of buttons, menus and states; colour and size come from the CSS. */
public final class Icons {
  private Icons() {}

  /** A new icon node with further style classes, such as {@code success} or {@code danger}. */
  public static FontIcon of(Ikon icon, String... styleClasses) {
    FontIcon node = new FontIcon(icon);
    node.getStyleClass().addAll(styleClasses);
    return node;
  }
}
