package org.dimdesktop.registry;

import java.util.List;
import java.util.Locale;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** The {@code Link: <…>; rel="next"} of a page (RFC 8288): taken as it is, never built by us. */
final class NextLink {
  private static final String SPACE = " \t";

  private final String text;
  private int at;

  private NextLink(String text) {
    this.text = text;
  }

  /** The next page's address, or null; one at another host is a failure. */
  static @Nullable HttpUrl of(Response response, Endpoint<?> endpoint) {
    String target = target(response.headers("Link"));
    return target == null ? null : resolve(target, response.request().url(), endpoint);
  }

  /** What the first link with the relation {@code next} points at, or null where there is none. */
  static @Nullable String target(List<String> headers) {
    for (String header : headers) {
      String target = new NextLink(header).next();
      if (target != null) {
        return target;
      }
    }
    return null;
  }

  /** RFC 8288 appendix B.2; what is no link is passed over. */
  private @Nullable String next() {
    for (int open = text.indexOf('<'); open >= 0; open = text.indexOf('<', at)) {
      int close = text.indexOf('>', open);
      if (close < 0) {
        return null;
      }
      at = close + 1;
      if (hasRelation()) {
        return text.substring(open + 1, close);
      }
    }
    return null;
  }

  /** Reads the parameters up to the comma that ends a link; only the first {@code rel} counts. */
  private boolean hasRelation() {
    String relation = null;
    while (skip(SPACE) && text.charAt(at) == ';') {
      at++;
      skip(SPACE);
      String name = word("=;, \t");
      String value = "";
      if (skip(SPACE) && text.charAt(at) == '=') {
        at++;
        value = skip(SPACE) && text.charAt(at) == '"' ? quoted() : word(";, \t");
      }
      if (relation == null && name.equalsIgnoreCase("rel")) {
        relation = value;
      }
    }
    return relation != null
        && List.of(relation.toLowerCase(Locale.ROOT).split("\\s+", -1)).contains("next");
  }

  /** Passes over these characters and says whether there is more. */
  private boolean skip(String characters) {
    while (at < text.length() && characters.indexOf(text.charAt(at)) >= 0) {
      at++;
    }
    return at < text.length();
  }

  private String word(String ends) {
    int start = at;
    while (at < text.length() && ends.indexOf(text.charAt(at)) < 0) {
      at++;
    }
    return text.substring(start, at);
  }

  private String quoted() {
    StringBuilder value = new StringBuilder();
    for (at++; at < text.length() && text.charAt(at) != '"'; at++) {
      if (text.charAt(at) == '\\' && at + 1 < text.length()) {
        at++;
      }
      value.append(text.charAt(at));
    }
    at = Math.min(at + 1, text.length());
    return value.toString();
  }

  private static HttpUrl resolve(String target, HttpUrl page, Endpoint<?> endpoint) {
    HttpUrl next = page.resolve(target);
    if (next == null || !RegistryCaller.sameOrigin(next, page)) {
      throw new FailureException(
          new Failure.Broken(
              endpoint.action(),
              endpoint.subject(),
              "the next page is said to be at another host: " + target));
    }
    return next;
  }
}
