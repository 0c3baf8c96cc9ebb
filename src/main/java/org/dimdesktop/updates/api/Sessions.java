package org.dimdesktop.updates.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.dimdesktop.dim.daemon.secret.RandomTokens;
import org.jspecify.annotations.Nullable;

/** Who is logged in; nobody has to be where no user is set. */
final class Sessions {
  static final Duration LENGTH = Duration.ofHours(12);

  private final UpdatesServer.@Nullable Login login;
  private final Clock clock;
  private final Map<String, Instant> ends = new ConcurrentHashMap<>();

  Sessions(UpdatesServer.@Nullable Login login, Clock clock) {
    this.login = login;
    this.clock = clock;
  }

  boolean isEnabled() {
    return login != null;
  }

  /** Compares in a time that does not depend on how much is right. */
  boolean matches(String user, String password) {
    return login != null
        && MessageDigest.isEqual(
            RandomTokens.hash(login.user() + "\n" + login.password()).getBytes(UTF_8),
            RandomTokens.hash(user + "\n" + password).getBytes(UTF_8));
  }

  /** A new session's token; its hash alone is kept. */
  String open() {
    ends.values().removeIf(end -> end.isBefore(clock.instant()));
    String token = RandomTokens.session();
    ends.put(RandomTokens.hash(token), clock.instant().plus(LENGTH));
    return token;
  }

  boolean isOpen(@Nullable String token) {
    Instant end = token == null ? null : ends.get(RandomTokens.hash(token));
    return end != null && end.isAfter(clock.instant());
  }

  void close(@Nullable String token) {
    if (token != null) {
      ends.remove(RandomTokens.hash(token));
    }
  }
}
