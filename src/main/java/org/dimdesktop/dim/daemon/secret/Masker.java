package org.dimdesktop.dim.daemon.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLEncoder;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Replaces secrets in text by {@code ***}, in every form in which they are likely to be printed: as
 * given, trimmed, URL-encoded, with JSON escapes, in base64 at each of its three alignments and
 * wrapped anywhere, and line by line where a secret has several.
 */
public final class Masker {
  /** What stands in a secret's place. */
  public static final String MASK = "***";

  /** Shorter texts would be found everywhere; nothing so short is a secret. */
  private static final int MIN_LENGTH = 4;

  private static final int MIN_LINE = 6;

  private final String[] needles;
  private final WrappedBase64 wrapped;

  public Masker(Collection<String> secrets) {
    Set<String> forms =
        new TreeSet<>(
            Comparator.comparingInt(String::length)
                .reversed()
                .thenComparing(Comparator.naturalOrder()));
    Set<String> base64 = new HashSet<>();
    for (String secret : secrets) {
      addForms(forms, base64, secret);
      addForms(forms, base64, secret.strip());
      List<String> lines = secret.lines().map(String::strip).toList();
      if (lines.size() > 1) {
        lines.stream().filter(l -> l.length() >= MIN_LINE).forEach(l -> addForms(forms, base64, l));
      }
    }
    forms.addAll(base64);
    needles = forms.toArray(String[]::new);
    wrapped = new WrappedBase64(base64);
  }

  private static void addForms(Set<String> forms, Set<String> base64, String secret) {
    if (secret.length() < MIN_LENGTH) {
      return;
    }
    forms.add(secret);
    String form = URLEncoder.encode(secret, UTF_8);
    forms.add(form);
    forms.add(form.replace("+", "%20"));
    forms.add(lowerEscapes(form));
    forms.add(secret.replace("\\", "\\\\").replace("\"", "\\\"").replace("\n", "\\n"));
    byte[] bytes = secret.getBytes(UTF_8);
    for (int shift = 0; shift < 3; shift++) {
      byte[] shifted = new byte[bytes.length + shift];
      System.arraycopy(bytes, 0, shifted, shift, bytes.length);
      // Only the characters that no neighbouring byte takes part in are the same everywhere.
      int from = shift == 0 ? 0 : shift + 1;
      int to = shifted.length * 4 / 3;
      if (to - from >= MIN_LINE) {
        base64.add(Base64.getEncoder().encodeToString(shifted).substring(from, to));
        base64.add(Base64.getUrlEncoder().encodeToString(shifted).substring(from, to));
      }
    }
  }

  private static String lowerEscapes(String urlEncoded) {
    return java.util.regex.Pattern.compile("%[0-9A-F]{2}")
        .matcher(urlEncoded)
        .replaceAll(m -> m.group().toLowerCase(java.util.Locale.ROOT));
  }

  /** The text, a line of output or a part of one, without any secret. */
  public String mask(String text) {
    String result = text;
    for (String needle : needles) {
      if (result.contains(needle)) {
        result = result.replace(needle, MASK);
      }
    }
    return wrapped.mask(result);
  }
}
