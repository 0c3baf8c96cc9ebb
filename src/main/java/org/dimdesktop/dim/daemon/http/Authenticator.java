package org.dimdesktop.dim.daemon.http;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.github.f4b6a3.ulid.UlidCreator;
import io.javalin.http.Context;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;
import org.dimdesktop.dim.api.ErrorCode;
import org.dimdesktop.dim.api.TokenScope;
import org.dimdesktop.dim.daemon.secret.RandomTokens;
import org.dimdesktop.dim.daemon.store.AccessStore;
import org.jspecify.annotations.Nullable;

/** Finds out whose request it is. */
final class Authenticator {
  private static final String BEARER = "Bearer ";

  private final AccessStore store;
  private final Principal holder;
  private final @Nullable String holderHash;

  /** {@code holderToken} is known to the program that holds the daemon and is stored nowhere. */
  Authenticator(AccessStore store, String holderName, @Nullable String holderToken) {
    this.store = store;
    this.holder =
        new Principal(
            UlidCreator.getMonotonicUlid().toString(),
            holderName,
            holderName,
            TokenScope.ADMIN,
            false,
            null);
    this.holderHash = holderToken == null ? null : RandomTokens.hash(holderToken);
  }

  /** The request's principal, or 401. */
  Principal authenticate(Context ctx) {
    String header = ctx.header("Authorization");
    if (header == null
        || !header.regionMatches(true, 0, BEARER, 0, BEARER.length())
        || header.substring(BEARER.length()).isBlank()) {
      throw unauthorized(
          ErrorCode.AUTH_REQUIRED, "a token is needed: Authorization: Bearer <token>");
    }
    String hash = RandomTokens.hash(header.substring(BEARER.length()).strip());
    if (holderHash != null && same(holderHash, hash)) {
      return holder;
    }
    Optional<AccessStore.StoredToken> token = store.use(hash).filter(t -> same(t.hash(), hash));
    return token
        .map(t ->
            new Principal(
                t.id(),
                t.user(),
                t.session() ? t.user() : t.name(),
                t.scope(),
                t.session(),
                t.session() ? store.sessionEnd() : t.expiresAt()))
        .orElseThrow(() ->
            unauthorized(ErrorCode.AUTH_INVALID, "the token is unknown, revoked or has expired"));
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(a.getBytes(US_ASCII), b.getBytes(US_ASCII));
  }

  /** 401 with the header that HTTP asks for. */
  static ApiException unauthorized(String code, String message) {
    return new ApiException(401, code, message, null, Map.of("WWW-Authenticate", "Bearer"));
  }
}
