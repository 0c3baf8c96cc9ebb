package org.dimdesktop.updates.api;

import io.javalin.http.Context;
import java.time.Clock;
import org.dimdesktop.dim.daemon.http.LoginThrottle;

/** Login, logout, and whether a login is needed. */
final class AccessRoutes {
  private static final String COOKIE = "session";

  private final Sessions sessions;
  private final LoginThrottle throttle;

  AccessRoutes(Sessions sessions, Clock clock) {
    this.sessions = sessions;
    this.throttle = new LoginThrottle(clock);
  }

  /** False when the request was answered: it needs a login that it does not have. */
  boolean admits(Context ctx) {
    if (!sessions.isEnabled() || sessions.isOpen(ctx.cookie(COOKIE))) {
      return true;
    }
    Plain.error(ctx, 401, "unauthorized");
    return false;
  }

  void login(Context ctx) {
    String user = Plain.field(ctx, "user");
    long wait = throttle.secondsToWait(user);
    if (wait > 0) {
      ctx.header("Retry-After", Long.toString(wait));
      Plain.error(ctx, 429, "too many failed logins");
    } else if (!sessions.isEnabled()) {
      Plain.text(ctx, "{\"status\":\"ok\"}");
    } else if (sessions.matches(user, Plain.field(ctx, "pass"))) {
      throttle.succeeded(user);
      setCookie(ctx, sessions.open(), Sessions.LENGTH.toSeconds());
      Plain.text(ctx, "{\"status\":\"ok\"}");
    } else {
      throttle.failed(user);
      Plain.error(ctx, 401, "unauthorized");
    }
  }

  void logout(Context ctx) {
    sessions.close(ctx.cookie(COOKIE));
    setCookie(ctx, "", 0);
    ctx.status(200);
  }

  private static void setCookie(Context ctx, String value, long seconds) {
    ctx.header(
        "Set-Cookie",
        COOKIE
            + "="
            + value
            + "; Path=/; Max-Age="
            + seconds
            + (seconds == 0 ? "; Expires=Thu, 01 Jan 1970 00:00:00 GMT" : "")
            + "; HttpOnly; SameSite=Strict");
  }

  void status(Context ctx) {
    Plain.text(ctx, "{\"enabled\": " + sessions.isEnabled() + "}");
  }
}
