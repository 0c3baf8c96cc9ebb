package org.dimdesktop.registry;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import okhttp3.Response;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/** The {@code Link: <…>; rel="next"} of a page (RFC 8288): taken as it is, never built by us. */
final class NextLink {
  private static final Pattern LINK =
      Pattern.compile("<([^>]*)>((?:\\s*;\\s*[^,;=\\s]+\\s*=\\s*(?:\"[^\"]*\"|[^\",;\\s]*))*)");
  private static final Pattern NEXT =
      Pattern.compile(";\\s*rel\\s*=\\s*\"?(?:[^\"]*\\s)?next\\b", Pattern.CASE_INSENSITIVE);

  private NextLink() {}

  /** The next page's address, or null; one at another host is a failure. */
  static @Nullable HttpUrl of(Response response, Endpoint<?> endpoint) {
    for (String header : response.headers("Link")) {
      Matcher link = LINK.matcher(header);
      while (link.find()) {
        if (NEXT.matcher(link.group(2)).find()) {
          return resolve(link.group(1), response.request().url(), endpoint);
        }
      }
    }
    return null;
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
