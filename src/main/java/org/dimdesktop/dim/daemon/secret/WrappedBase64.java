package org.dimdesktop.dim.daemon.secret;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * Masks the pieces of secrets whose base64 was wrapped: what of a secret stands at the end of one
 * line, on whole lines, and at the beginning of the word that ends the last one. It looks at each
 * line alone, for lines of other steps may come in between.
 */
final class WrappedBase64 {
  /** Fewer characters than this are found in any text. */
  private static final int MIN_PIECE = 4;

  /** Nothing wraps at fewer columns: PEM has 64, MIME 76. */
  private static final int MIN_FULL_LINE = 60;

  private final String[] secrets;
  private final Set<String> grams = new HashSet<>();

  /** {@code secrets} are in base64 without padding. */
  WrappedBase64(Collection<String> secrets) {
    this.secrets = secrets.toArray(String[]::new);
    for (String secret : secrets) {
      for (int i = 0; i + MIN_PIECE <= secret.length(); i++) {
        grams.add(secret.substring(i, i + MIN_PIECE));
      }
    }
  }

  /** The line without pieces of secrets in its last word. */
  String mask(String line) {
    int end = line.length();
    while (end > 0 && line.charAt(end - 1) <= ' ') {
      end--;
    }
    int start = end;
    while (start > 0 && isBase64(line.charAt(start - 1))) {
      start--;
    }
    if (end - start < MIN_PIECE) {
      return line;
    }
    String word = line.substring(start, end);
    int head = head(word);
    int tail = head == word.length() ? 0 : tail(word);
    if (head == 0 && tail == 0) {
      return line;
    }
    String middle = word.substring(head, Math.max(head, word.length() - tail));
    return line.substring(0, start)
        + (head > 0 ? Masker.MASK : "")
        + middle
        + (tail > 0 ? Masker.MASK : "")
        + line.substring(end);
  }

  /** How much of the word's beginning goes on with a secret that an earlier line began. */
  private int head(String word) {
    if (!grams.contains(word.substring(0, MIN_PIECE))) {
      return 0;
    }
    int longest = 0;
    for (String secret : secrets) {
      if (word.length() >= MIN_FULL_LINE && secret.contains(word)) {
        return word.length();
      }
      for (int length = Math.min(secret.length(), word.length());
          length > Math.max(longest, MIN_PIECE - 1);
          length--) {
        if (word.startsWith(secret.substring(secret.length() - length))) {
          longest = length;
        }
      }
    }
    return longest;
  }

  /** How much of a full line's end is the beginning of a secret. */
  private int tail(String word) {
    if (word.length() < MIN_FULL_LINE
        || !grams.contains(word.substring(word.length() - MIN_PIECE))) {
      return 0;
    }
    int longest = 0;
    for (String secret : secrets) {
      for (int length = Math.min(secret.length(), word.length());
          length > Math.max(longest, MIN_PIECE - 1);
          length--) {
        if (word.endsWith(secret.substring(0, length))) {
          longest = length;
        }
      }
    }
    return longest;
  }

  private static boolean isBase64(char c) {
    return (c >= 'A' && c <= 'Z')
        || (c >= 'a' && c <= 'z')
        || (c >= '0' && c <= '9')
        || c == '+'
        || c == '/'
        || c == '-'
        || c == '_'
        || c == '=';
  }
}
