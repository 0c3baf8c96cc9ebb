package org.dimdesktop.ui.shell;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.dimdesktop.ui.common.PaletteEntry;

/**
 * Ranks palette entries for what was typed: each word must occur, its letters in order; whole words
 * and beginnings of words beat scattered letters, the title beats the hint.
 */
final class PaletteMatcher {
  static final int MAX_SHOWN = 200;
  private static final int NO_MATCH = Integer.MIN_VALUE;

  private record Ranked(PaletteEntry entry, int score) {}

  private PaletteMatcher() {}

  static List<PaletteEntry> match(List<PaletteEntry> entries, String typed) {
    if (typed.isBlank()) {
      return entries.stream().limit(MAX_SHOWN).toList();
    }
    String[] words = typed.strip().toLowerCase(Locale.ROOT).split("\\s+");
    List<Ranked> ranked = new ArrayList<>();
    for (PaletteEntry entry : entries) {
      int score = score(entry, words);
      if (score != NO_MATCH) {
        ranked.add(new Ranked(entry, score));
      }
    }
    ranked.sort(Comparator.comparingInt(Ranked::score).reversed());
    return ranked.stream().limit(MAX_SHOWN).map(Ranked::entry).toList();
  }

  private static int score(PaletteEntry entry, String[] words) {
    String title = entry.title().toLowerCase(Locale.ROOT);
    String hint = entry.hint().toLowerCase(Locale.ROOT);
    int sum = 0;
    for (String word : words) {
      int best = Math.max(2 * score(title, word), score(hint, word));
      if (best < 0) {
        return NO_MATCH;
      }
      sum += best;
    }
    // Of two that match alike the shorter is the closer one.
    return 100 * sum - Math.min(99, title.length());
  }

  /** Points for a word in a text; below zero when its letters do not occur in order. */
  static int score(String text, String word) {
    if (word.isEmpty()) {
      return 0;
    }
    int at = text.indexOf(word);
    if (at >= 0) {
      return at == 0 ? 40 : startsWord(text, at) ? 30 : 20;
    }
    int points = 0;
    int from = 0;
    for (int i = 0; i < word.length(); i++) {
      int found = text.indexOf(word.charAt(i), from);
      if (found < 0) {
        return -1;
      }
      points += startsWord(text, found) ? 2 : found == from ? 1 : 0;
      from = found + 1;
    }
    return Math.min(15, points);
  }

  private static boolean startsWord(String text, int at) {
    return at == 0 || !Character.isLetterOrDigit(text.charAt(at - 1));
  }
}
