package org.dimdesktop.registry;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One challenge of a {@code WWW-Authenticate} header (RFC 9110 §11.6.1).
 *
 * @param scheme in lower case: {@code bearer}, {@code basic}
 * @param parameters by name in lower case
 */
record Challenge(String scheme, Map<String, String> parameters) {
  Challenge {
    parameters = Map.copyOf(parameters);
  }

  String parameter(String name) {
    return parameters.getOrDefault(name, "");
  }

  /** All challenges of all header lines, in order; what is malformed is left out. */
  static List<Challenge> parse(List<String> headers) {
    List<Challenge> challenges = new ArrayList<>();
    for (String header : headers) {
      new Reader(header, challenges).read();
    }
    return challenges;
  }

  /** Walks over one header line; a comma parts challenges as well as parameters. */
  private static final class Reader {
    private final String text;
    private final List<Challenge> out;
    private int at;

    Reader(String text, List<Challenge> out) {
      this.text = text;
      this.out = out;
    }

    void read() {
      String scheme = "";
      Map<String, String> parameters = new TreeMap<>();
      while (true) {
        skip(", \t");
        String token = token();
        if (token.isEmpty()) {
          if (at >= text.length()) {
            break;
          }
          at++; // a stray character
          continue;
        }
        skip(" \t");
        if (!scheme.isEmpty() && at < text.length() && text.charAt(at) == '=') {
          at++;
          skip(" \t");
          parameters.put(token.toLowerCase(Locale.ROOT), value());
        } else {
          add(scheme, parameters);
          scheme = token;
          parameters = new TreeMap<>();
        }
      }
      add(scheme, parameters);
    }

    private void add(String scheme, Map<String, String> parameters) {
      if (!scheme.isEmpty()) {
        out.add(new Challenge(scheme.toLowerCase(Locale.ROOT), parameters));
      }
    }

    private void skip(String characters) {
      while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
        at++;
      }
    }

    private String token() {
      int start = at;
      while (at < text.length() && ", \t=\"".indexOf(text.charAt(at)) < 0) {
        at++;
      }
      return text.substring(start, at);
    }

    private String value() {
      if (at >= text.length() || text.charAt(at) != '"') {
        int start = at;
        // token68 padding and unquoted URLs hold '=' signs
        while (at < text.length() && ", \t".indexOf(text.charAt(at)) < 0) {
          at++;
        }
        return text.substring(start, at);
      }
      at++;
      StringBuilder value = new StringBuilder();
      while (at < text.length() && text.charAt(at) != '"') {
        if (text.charAt(at) == '\\' && at + 1 < text.length()) {
          at++;
        }
        value.append(text.charAt(at++));
      }
      at = Math.min(at + 1, text.length());
      return value.toString();
    }
  }
}
