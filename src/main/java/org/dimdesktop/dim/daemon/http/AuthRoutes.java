package org.dimdesktop.dim.daemon.http;

import com.github.f4b6a3.ulid.UlidCreator;
import io.javalin.http.Context;
import io.javalin.http.HandlerType;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.api.LoginAnswer;
import org.dimdesktop.dim.api.TokenScope;
import org.dimdesktop.dim.api.WhoAmI;
import org.dimdesktop.dim.daemon.secret.Passwords;
import org.dimdesktop.dim.daemon.secret.RandomTokens;
import org.dimdesktop.dim.daemon.store.AccessStore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Login, logout, whoami and the change of the password. */
final class AuthRoutes {
  private static final Logger AUDIT = LoggerFactory.getLogger("org.dimdesktop.dim.audit");
  private static final int MIN_PASSWORD = 8;
  private static final int MAX_PASSWORD = 1024;

  private final AccessStore store;
  private final LoginThrottle throttle;
  private final Clock clock;

  /** Compared with when there is no such user, so that the answer takes as long. */
  private final String nobody = Passwords.hash(RandomTokens.password());

  AuthRoutes(AccessStore store, Clock clock) {
    this.store = store;
    this.throttle = new LoginThrottle(clock);
    this.clock = clock;
  }

  void addTo(Router router) {
    router.open(HandlerType.POST, "/auth/login", this::login);
    router.any(HandlerType.POST, "/auth/logout", this::logout);
    router.any(
        HandlerType.GET,
        "/auth/whoami",
        (ctx, who) ->
            Responses.json(
                ctx, 200, new WhoAmI(who.user(), who.scope(), who.tokenId(), who.expiresAt())));
    router.admin(HandlerType.POST, "/auth/password", this::password);
  }

  private void login(Context ctx) throws IOException {
    JsonBody body = JsonBody.read(ctx);
    String user = body.text("user");
    String password = bounded("password", body.text("password"));
    throttle.check(user);
    verify(user, password);
    Instant now = Instant.ofEpochMilli(clock.millis());
    String token = RandomTokens.session();
    Instant end = Instant.ofEpochMilli(store.sessionEnd().toEpochMilli());
    store.add(
        new AccessStore.StoredToken(
            UlidCreator.getMonotonicUlid().toString(),
            true,
            user,
            "login",
            TokenScope.ADMIN,
            RandomTokens.hash(token),
            now,
            null,
            end));
    AUDIT.info("{} logged in", user);
    Responses.json(ctx, 200, new LoginAnswer(token, end, user));
  }

  private void verify(String user, String password) {
    String hash = store.passwordHash(user).orElse(nobody);
    if (!Passwords.matches(password, hash)) {
      throttle.failed(user);
      throw Authenticator.unauthorized(ErrorCode.AUTH_INVALID, "the user or the password is wrong");
    }
    throttle.succeeded(user);
  }

  private void logout(Context ctx, Principal who) {
    if (!who.session()) {
      throw ApiException.forbidden("only a login can log out; an access token is revoked");
    }
    store.delete(who.tokenId(), true);
    AUDIT.info("{} logged out", who.user());
    Responses.nothing(ctx);
  }

  private void password(Context ctx, Principal who) throws IOException {
    JsonBody body = JsonBody.read(ctx);
    String current = bounded("current", body.text("current"));
    String replacement = bounded("new", body.text("new"));
    if (replacement.length() < MIN_PASSWORD) {
      throw ApiException.invalid(
          "new", "the new password must have at least " + MIN_PASSWORD + " characters");
    }
    throttle.check(who.user());
    verify(who.user(), current);
    store.setPassword(
        who.user(), Passwords.hash(replacement), who.session() ? who.tokenId() : null);
    AUDIT.info("{} changed the password", who.user());
    Responses.nothing(ctx);
  }

  private static String bounded(String field, String password) {
    if (password.length() > MAX_PASSWORD) {
      throw ApiException.invalid(field, field + " is too long");
    }
    return password;
  }
}
