package org.dimdesktop.ui.common;

/** Tells a person of something that ended while they looked elsewhere. JavaFX thread only. */
@FunctionalInterface
public interface Notifier {
  /** Shows a short title and a line below it, unless the program is in front anyway. */
  void tell(String title, String text);
}
