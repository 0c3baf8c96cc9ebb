package org.dimdesktop.ui.common;

import org.kordamp.ikonli.Ikon;

/**
 * One line of the command palette.
 *
 * @param title what is matched and shown first
 * @param hint what it is or where it lives, shown beside the title
 * @param inView whether the view that it belongs to is brought into sight first
 * @param run what choosing it does, on the JavaFX thread
 */
public record PaletteEntry(String title, String hint, Ikon icon, boolean inView, Runnable run) {
  /** An entry that works wherever the window is. */
  public PaletteEntry(String title, String hint, Ikon icon, Runnable run) {
    this(title, hint, icon, false, run);
  }

  /** An entry that leads to something in its view. */
  public static PaletteEntry inView(String title, String hint, Ikon icon, Runnable run) {
    return new PaletteEntry(title, hint, icon, true, run);
  }

  /** The same, doing {@code first} before. */
  public PaletteEntry after(Runnable first) {
    return new PaletteEntry(
        title,
        hint,
        icon,
        inView,
        () -> {
          first.run();
          run.run();
        });
  }
}
