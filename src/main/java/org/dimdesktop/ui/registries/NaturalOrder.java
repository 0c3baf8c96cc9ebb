package org.dimdesktop.ui.registries;

import java.util.Comparator;

/**
 * Tags as a person orders them: numbers by their value, {@code 1.9} before {@code 1.10}, and a
 * pre-release before its release, {@code 2.0-rc1} before {@code 2.0}.
 */
final class NaturalOrder implements Comparator<String> {
  @Override
  public int compare(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() && j < b.length()) {
      int result;
      if (isDigit(a.charAt(i)) && isDigit(b.charAt(j))) {
        int iEnd = endOfNumber(a, i);
        int jEnd = endOfNumber(b, j);
        result = compareNumbers(a, i, iEnd, b, j, jEnd);
        i = iEnd;
        j = jEnd;
      } else {
        result = Character.compare(a.charAt(i++), b.charAt(j++));
      }
      if (result != 0) {
        return result;
      }
    }
    // What is left of the longer one: after a hyphen it is a pre-release or a variant.
    int rest = Integer.compare(a.length() - i, b.length() - j);
    boolean preRelease = (rest > 0 ? a.charAt(i) : rest < 0 ? b.charAt(j) : ' ') == '-';
    int result = preRelease ? -rest : rest;
    return result != 0 ? result : a.compareTo(b);
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static int endOfNumber(String text, int start) {
    int end = start;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  /** By value, of any length; makes no object, for 20,000 tags are compared 300,000 times. */
  private static int compareNumbers(
      String a, int aStart, int aEnd, String b, int bStart, int bEnd) {
    int i = firstOther(a, aStart, aEnd);
    int j = firstOther(b, bStart, bEnd);
    if (aEnd - i != bEnd - j) {
      return Integer.compare(aEnd - i, bEnd - j);
    }
    for (; i < aEnd; i++, j++) {
      if (a.charAt(i) != b.charAt(j)) {
        return Character.compare(a.charAt(i), b.charAt(j));
      }
    }
    return 0;
  }

  /** The first digit that counts. */
  private static int firstOther(String text, int start, int end) {
    int at = start;
    while (at < end - 1 && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }
}
