package org.dimdesktop.dim.daemon.http;

import io.javalin.http.Context;
import java.net.URI;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Refuses requests that a web page made a browser send: under a name that was pointed at this
 * machine (DNS rebinding), or from another origin.
 */
public final class HostGuard {
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}|\\[[0-9a-f:.]+]");

  private final Set<String> names = new HashSet<>(Set.of("localhost"));

  /** Takes these names besides localhost and addresses. */
  public HostGuard(List<String> allowed) {
    allowed.forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
  }

  /** 403 unless Host, and Origin if there is one, are ours. */
  void check(Context ctx) {
    Optional<String> refusal = refusal(ctx);
    if (refusal.isPresent()) {
      throw ApiException.forbidden(refusal.get());
    }
  }

  /** Why a request is refused; empty when it is not. */
  public Optional<String> refusal(Context ctx) {
    String host = ctx.header("Host");
    if (!isOurs(host == null ? null : withoutPort(host))) {
      return Optional.of("requests under this Host name are not allowed");
    }
    String origin = ctx.header("Origin");
    return origin == null || origin.equals(ctx.scheme() + "://" + host)
        ? Optional.empty()
        : Optional.of("requests from the origin of another page are not allowed");
  }

  private boolean isOurs(@Nullable String name) {
    return name != null && (names.contains(name) || ADDRESS.matcher(name).matches());
  }

  private static @Nullable String withoutPort(String authority) {
    try {
      return URI.create("http://" + authority.toLowerCase(Locale.ROOT)).getHost();
    } catch (IllegalArgumentException e) {
      return null;
    }
  }
}
