package org.dimdesktop.ui.control;

import java.util.ArrayList;
import java.util.List;
import javafx.geometry.VPos;
import javafx.scene.Group;
import javafx.scene.paint.Color;
import javafx.scene.paint.Paint;
import javafx.scene.text.Font;
import javafx.scene.text.FontPosture;
import javafx.scene.text.FontWeight;
import javafx.scene.text.Text;
import org.dimdesktop.log.AnsiStyle;

/**
 * The colours and the font of a log, taken from the stylesheet.
 *
 * <p>One empty text for each colour stands in the scene and is styled with the theme; the rows copy
 * from these, so that drawing a row costs no styling.
 */
final class LogPalette extends Group {

  static final int PLAIN = 16;
  static final int MUTED = 17;
  static final int ACCENT = 18;
  static final int BACKDROP = 19;
  static final int MATCH = 20;

  private static final List<String> NAMES =
      List.of("plain", "muted", "accent", "backdrop", "match");

  /** Below this an ink on a paper is hard to make out. */
  private static final double LEAST_CONTRAST = 2.2;

  private static final int SAMPLE = 100;

  private final List<Text> texts = new ArrayList<>();
  private final Text ruler = new Text("0".repeat(SAMPLE));
  private final Font[] fonts = new Font[4];
  private double cell = 8;
  private double lineHeight = 17;

  /** Calls the action whenever a colour or the font changes. */
  LogPalette(Runnable changed) {
    for (int i = 0; i < PLAIN + NAMES.size(); i++) {
      Text text = new Text();
      String name = i < PLAIN ? Integer.toString(i) : NAMES.get(i - PLAIN);
      text.getStyleClass().setAll("log-text", "log-colour-" + name);
      text.fillProperty().addListener((_, _, _) -> changed.run());
      texts.add(text);
    }
    Text main = texts.get(PLAIN);
    main.fontProperty()
        .addListener((_, _, font) -> {
          measure(font);
          changed.run();
        });
    measure(main.getFont());
    getChildren().addAll(texts);
    setManaged(false);
    setMouseTransparent(true);
  }

  private void measure(Font font) {
    for (int i = 0; i < fonts.length; i++) {
      fonts[i] =
          Font.font(
              font.getFamily(),
              (i & 1) == 0 ? FontWeight.NORMAL : FontWeight.BOLD,
              (i & 2) == 0 ? FontPosture.REGULAR : FontPosture.ITALIC,
              font.getSize());
    }
    ruler.setFont(fonts[0]);
    ruler.setTextOrigin(VPos.TOP);
    cell = ruler.getLayoutBounds().getWidth() / SAMPLE;
    lineHeight = Math.ceil(ruler.getLayoutBounds().getHeight() * 1.12);
  }

  /** The width of one character in pixels. */
  double cell() {
    return cell;
  }

  /** The height of one row in pixels. */
  double lineHeight() {
    return lineHeight;
  }

  Font font(AnsiStyle style) {
    return fonts[(style.bold() ? 1 : 0) | (style.italic() ? 2 : 0)];
  }

  /** A colour by its number, of the palette or true. */
  Paint colour(int number) {
    if ((number & AnsiStyle.RGB) != 0) {
      return Color.rgb(number >> 16 & 0xff, number >> 8 & 0xff, number & 0xff);
    }
    return texts.get(number).getFill();
  }

  /** The ink, or the theme's own darkest or lightest if it could not be read on the paper. */
  Paint legible(Paint ink, Paint paper) {
    if (contrast(ink, paper) >= LEAST_CONTRAST) {
      return ink;
    }
    Paint plain = colour(PLAIN);
    Paint backdrop = colour(BACKDROP);
    return contrast(plain, paper) >= contrast(backdrop, paper) ? plain : backdrop;
  }

  /** The ratio of WCAG 2.2, 1 to 21. */
  private static double contrast(Paint one, Paint other) {
    double a = luminance(one) + 0.05;
    double b = luminance(other) + 0.05;
    return Math.max(a, b) / Math.min(a, b);
  }

  private static double luminance(Paint paint) {
    return paint instanceof Color colour
        ? 0.2126 * linear(colour.getRed())
            + 0.7152 * linear(colour.getGreen())
            + 0.0722 * linear(colour.getBlue())
        : 0;
  }

  private static double linear(double channel) {
    return channel <= 0.04045 ? channel / 12.92 : Math.pow((channel + 0.055) / 1.055, 2.4);
  }
}
