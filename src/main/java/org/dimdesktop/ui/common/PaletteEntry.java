package org.dimdesktop.ui.common;

import org.kordamp.ikonli.Ikon;

/**
 * One line of the command palette.
 *
 * @param title what is matched and shown first
 * @param hint what it is or where it lives, shown beside the title
 * @param run what choosing it does, on the JavaFX thread
 */
public record PaletteEntry(String title, String hint, Ikon icon, Runnable run) {}
