package org.dimdesktop.dim.daemon.http;

import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.dimdesktop.dim.api.CredentialKind;
import org.dimdesktop.dim.api.CredentialList;
import org.dimdesktop.dim.api.CredentialUpdate;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.daemon.store.CredentialStore;
import org.dimdesktop.dim.daemon.store.CredentialType;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Credentials go in here and never come out. */
final class CredentialRoutes {
  private static final Logger AUDIT = LoggerFactory.getLogger("org.dimdesktop.dim.audit");
  private static final Pattern HOST =
      Pattern.compile("([a-z0-9]([a-z0-9.-]*[a-z0-9])?|\\[[a-f0-9:.]+])(:[0-9]{1,5})?");

  private final CredentialStore store;

  CredentialRoutes(CredentialStore store) {
    this.store = store;
  }

  void addTo(Router router) {
    router.any(
        HandlerType.GET,
        "/credentials",
        (ctx, who) ->
            Responses.json(
                ctx,
                200,
                new CredentialList(
                    store.list(CredentialType.GIT), store.list(CredentialType.REGISTRY))));
    for (CredentialType type : CredentialType.values()) {
      String path = "/credentials/" + type.wire() + "/{host}";
      router.admin(HandlerType.PUT, path, (ctx, who) -> put(ctx, who, type));
      router.admin(HandlerType.DELETE, path, (ctx, who) -> delete(ctx, who, type));
    }
  }

  private void put(Context ctx, Principal who, CredentialType type) throws IOException {
    String host = host(ctx);
    JsonBody body = JsonBody.read(ctx);
    CredentialKind kind = body.oneOf("kind", CredentialKind.values());
    String username = body.optionalText("username").filter(u -> !u.isBlank()).orElse(null);
    String secret = body.optionalText("secret").filter(s -> !s.isBlank()).orElse(null);
    switch (kind) {
      case BASIC -> {
        require("username", username != null, "a basic credential needs a user name");
        require("secret", secret != null, "a basic credential needs a secret");
      }
      case TOKEN -> require("secret", secret != null, "a token credential needs a secret");
      case ANONYMOUS -> {
        require("username", username == null, "an anonymous entry has no user name");
        require("secret", secret == null, "an anonymous entry has no secret");
      }
    }
    var entry = store.put(type, host, new CredentialUpdate(kind, username, secret));
    AUDIT.info("{} set the {} credential of {} ({})", who.name(), type.wire(), host, kind.wire());
    Responses.json(ctx, 200, entry);
  }

  private void delete(Context ctx, Principal who, CredentialType type) {
    String host = host(ctx);
    if (!store.delete(type, host)) {
      throw new ApiException(
          404,
          ErrorCode.CREDENTIAL_NOT_FOUND,
          "no " + type.wire() + " credential is stored for " + host);
    }
    AUDIT.info("{} deleted the {} credential of {}", who.name(), type.wire(), host);
    Responses.nothing(ctx);
  }

  private static void require(String field, boolean holds, String message) {
    if (!holds) {
      throw ApiException.invalid(field, message);
    }
  }

  private static String host(Context ctx) {
    String host = ctx.pathParam("host").toLowerCase(Locale.ROOT);
    if (!HOST.matcher(host).matches()) {
      throw ApiException.invalid("host", "the host must be a name, with its port if need be");
    }
    return host.equals("index.docker.io") || host.equals("registry-1.docker.io")
        ? "docker.io"
        : host;
  }
}
