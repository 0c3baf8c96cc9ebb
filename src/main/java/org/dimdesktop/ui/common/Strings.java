package org.dimdesktop.ui.common;

import java.text.MessageFormat;
import java.util.Locale;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;

/** Every text a person reads in the window, from {@code i18n/strings.properties}. */
public final class Strings {
  /** There is one file: to look for others, and for providers of some, opens every library. */
  private static final ResourceBundle BUNDLE =
      ResourceBundle.getBundle(
          "org.dimdesktop.i18n.strings",
          Locale.ROOT,
          Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));

  private Strings() {}

  /**
   * The text for {@code key}; with {@code args} it is a {@link MessageFormat} pattern in which an
   * apostrophe is just an apostrophe.
   *
   * @throws java.util.MissingResourceException when the key does not exist
   */
  public static String get(String key, Object... args) {
    String text = BUNDLE.getString(key);
    return args.length == 0
        ? text
        : new MessageFormat(text.replace("'", "''"), Locale.getDefault()).format(args);
  }
}
