package org.dimdesktop.dim.daemon.http;

import com.github.f4b6a3.ulid.UlidCreator;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.dimdesktop.dim.api.CreatedToken;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.api.TokenList;
import org.dimdesktop.dim.api.TokenScope;
import org.dimdesktop.dim.daemon.secret.RandomTokens;
import org.dimdesktop.dim.daemon.store.AccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Access tokens: made, listed, revoked. */
final class TokenRoutes {
  private static final Logger AUDIT = LoggerFactory.getLogger("org.dimdesktop.dim.audit");
  private static final int MAX_NAME = 128;

  private final AccessStore store;
  private final Clock clock;

  TokenRoutes(AccessStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  void addTo(Router router) {
    router.admin(
        HandlerType.GET,
        "/tokens",
        (ctx, who) -> Responses.json(ctx, 200, new TokenList(store.accessTokens())));
    router.admin(HandlerType.POST, "/tokens", this::create);
    router.admin(HandlerType.DELETE, "/tokens/{id}", this::revoke);
  }

  private void create(Context ctx, Principal who) throws IOException {
    JsonBody body = JsonBody.read(ctx);
    String name = body.text("name").strip();
    if (name.length() > MAX_NAME) {
      throw ApiException.invalid("name", "the name is longer than " + MAX_NAME + " characters");
    }
    TokenScope scope = body.oneOf("scope", TokenScope.values());
    Instant now = Instant.ofEpochMilli(clock.millis());
    Instant expires = body.time("expires_at").orElse(null);
    if (expires != null && !expires.isAfter(now)) {
      throw ApiException.invalid("expires_at", "expires_at lies in the past");
    }
    String token = RandomTokens.access();
    String id = UlidCreator.getMonotonicUlid().toString();
    store.add(
        new AccessStore.StoredToken(
            id, false, who.user(), name, scope, RandomTokens.hash(token), now, null, expires));
    AUDIT.info("{} made the {} token {} ({})", who.name(), scope.wire(), id, name);
    Responses.json(ctx, 201, new CreatedToken(id, name, scope, now, null, expires, token));
  }

  private void revoke(Context ctx, Principal who) {
    String id = ctx.pathParam("id");
    if (!store.delete(id, false)) {
      throw new ApiException(404, ErrorCode.TOKEN_NOT_FOUND, "there is no token " + id);
    }
    AUDIT.info("{} revoked the token {}", who.name(), id);
    Responses.nothing(ctx);
  }
}
