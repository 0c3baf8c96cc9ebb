package org.dimdesktop.log;

import java.util.ArrayList;
import java.util.List;

/** The parameters of "select graphic rendition" (ECMA-48 §8.3.117, colours by ITU T.416). */
final class AnsiSgr {

  private static final int MOST = 64;
  private static final int[] CUBE = {0, 95, 135, 175, 215, 255};

  private AnsiSgr() {}

  /** The style after the sequence whose parameters stand in {@code [from, to)}. */
  static AnsiStyle apply(AnsiStyle style, String raw, int from, int to) {
    List<int[]> params = parse(raw, from, to);
    AnsiStyle now = style;
    for (int i = 0; i < params.size(); i++) {
      int[] param = params.get(i);
      int code = param[0];
      if (code == 38 || code == 48) {
        int colour;
        if (param.length > 1) {
          colour = colour(param, param.length > 5 ? 1 : 0);
        } else {
          int[] parts = followers(params, i);
          colour = colour(parts, 0);
          i += parts.length - 1;
        }
        if (colour >= 0) {
          now = code == 38 ? now.withForeground(colour) : now.withBackground(colour);
        }
      } else {
        now = simple(now, code, param.length > 1 ? param[1] : -1);
      }
    }
    return now;
  }

  private static AnsiStyle simple(AnsiStyle now, int code, int sub) {
    return switch (code) {
      case 0 -> AnsiStyle.PLAIN;
      case 1 -> now.withWeight(true, now.faint());
      case 2 -> now.withWeight(now.bold(), true);
      case 3 -> now.withItalic(true);
      case 4 -> now.withUnderline(sub != 0);
      case 7 -> now.withInverse(true);
      case 21 -> now.withUnderline(true);
      case 22 -> now.withWeight(false, false);
      case 23 -> now.withItalic(false);
      case 24 -> now.withUnderline(false);
      case 27 -> now.withInverse(false);
      case 39 -> now.withForeground(AnsiStyle.DEFAULT);
      case 49 -> now.withBackground(AnsiStyle.DEFAULT);
      default -> palette(now, code);
    };
  }

  private static AnsiStyle palette(AnsiStyle now, int code) {
    if (code >= 30 && code <= 37) {
      return now.withForeground(code - 30);
    }
    if (code >= 40 && code <= 47) {
      return now.withBackground(code - 40);
    }
    if (code >= 90 && code <= 97) {
      return now.withForeground(code - 90 + 8);
    }
    if (code >= 100 && code <= 107) {
      return now.withBackground(code - 100 + 8);
    }
    return now;
  }

  /** The parameters that belong to an extended colour written with semicolons. */
  private static int[] followers(List<int[]> params, int at) {
    int kind = at + 1 < params.size() ? params.get(at + 1)[0] : -1;
    int wanted = kind == 5 ? 3 : kind == 2 ? 5 : 1;
    int length = Math.min(wanted, params.size() - at);
    int[] parts = new int[length];
    for (int i = 0; i < length; i++) {
      parts[i] = params.get(at + i)[0];
    }
    return parts;
  }

  /** A colour from {@code 38 5 n} or {@code 38 2 [space] r g b}, or -1 if it is none. */
  private static int colour(int[] parts, int skip) {
    if (parts.length >= 3 && parts[1] == 5) {
      return indexed(parts[2]);
    }
    if (parts.length >= 5 + skip && parts[1] == 2) {
      int red = parts[2 + skip];
      int green = parts[3 + skip];
      int blue = parts[4 + skip];
      return red > 255 || green > 255 || blue > 255 ? -1 : rgb(red, green, blue);
    }
    return -1;
  }

  private static int indexed(int index) {
    if (index < 16) {
      return index;
    }
    if (index < 232) {
      int cell = index - 16;
      return rgb(CUBE[cell / 36], CUBE[cell / 6 % 6], CUBE[cell % 6]);
    }
    int grey = 8 + (index - 232) * 10;
    return index < 256 ? rgb(grey, grey, grey) : -1;
  }

  private static int rgb(int red, int green, int blue) {
    return AnsiStyle.RGB | red << 16 | green << 8 | blue;
  }

  /** Each parameter with its sub-parameters; an empty one is 0, one too large is 9999. */
  private static List<int[]> parse(String raw, int from, int to) {
    List<int[]> params = new ArrayList<>();
    List<Integer> parts = new ArrayList<>();
    int value = 0;
    for (int i = from; i <= to && params.size() < MOST; i++) {
      char c = i < to ? raw.charAt(i) : ';';
      if (c >= '0' && c <= '9') {
        value = Math.min(9999, value * 10 + (c - '0'));
      } else if (c == ';' || c == ':') {
        parts.add(value);
        value = 0;
        if (c == ';') {
          params.add(parts.stream().mapToInt(Integer::intValue).toArray());
          parts.clear();
        }
      } else {
        // A private sequence that only ends like this one.
        return List.of();
      }
    }
    return params;
  }
}
