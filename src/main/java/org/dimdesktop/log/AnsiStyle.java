package org.dimdesktop.log;

/**
 * How a run of text looks.
 *
 * @param foreground a colour: {@link #DEFAULT}, 0–15 of the palette, or {@link #RGB} | 0xRRGGBB
 * @param background the same
 */
public record AnsiStyle(
    int foreground,
    int background,
    boolean bold,
    boolean faint,
    boolean italic,
    boolean underline,
    boolean inverse) {

  /** No colour of its own. */
  public static final int DEFAULT = -1;

  /** Marks a true colour. */
  public static final int RGB = 1 << 24;

  /** The look of text without any sequence. */
  public static final AnsiStyle PLAIN =
      new AnsiStyle(DEFAULT, DEFAULT, false, false, false, false, false);

  AnsiStyle withForeground(int colour) {
    return new AnsiStyle(colour, background, bold, faint, italic, underline, inverse);
  }

  AnsiStyle withBackground(int colour) {
    return new AnsiStyle(foreground, colour, bold, faint, italic, underline, inverse);
  }

  AnsiStyle withWeight(boolean nowBold, boolean nowFaint) {
    return new AnsiStyle(foreground, background, nowBold, nowFaint, italic, underline, inverse);
  }

  AnsiStyle withItalic(boolean on) {
    return new AnsiStyle(foreground, background, bold, faint, on, underline, inverse);
  }

  AnsiStyle withUnderline(boolean on) {
    return new AnsiStyle(foreground, background, bold, faint, italic, on, inverse);
  }

  AnsiStyle withInverse(boolean on) {
    return new AnsiStyle(foreground, background, bold, faint, italic, underline, on);
  }
}
