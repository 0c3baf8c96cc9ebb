package org.dimdesktop.registry;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import org.dimdesktop.credentials.Credential;
import org.dimdesktop.task.Failure;
import org.dimdesktop.task.FailureException;
import org.jspecify.annotations.Nullable;

/**
 * Answers the challenges of registries. Tokens are kept by the registry and the scope that was
 * asked for, not by the one that came back (Artifactory echoes others), and by the credential.
 */
final class Authenticator {
  private final Transport transport;
  private final Logins logins;
  private final Map<Key, Grant> grants = new ConcurrentHashMap<>();
  private final Map<Key, ReentrantLock> locks = new ConcurrentHashMap<>();

  /** {@code registry} is empty for a host that a redirect led to, which gets no credential. */
  record Key(String origin, String registry, String scope) {}

  private sealed interface Grant {
    String header();

    int credential();
  }

  private record Basic(String header, int credential) implements Grant {}

  private record Bearer(AccessToken token, int credential) implements Grant {
    @Override
    public String header() {
      return "Bearer " + token.value();
    }
  }

  Authenticator(Transport transport, Function<String, Optional<Credential>> credentials) {
    this.transport = transport;
    this.logins = new Logins(credentials);
  }

  /** Drops the login and the tokens of a registry, because someone has logged in or out. */
  void forget(String registry) {
    logins.forget(registry);
    grants.keySet().removeIf(key -> key.registry().equals(registry));
  }

  /** The header to send unasked, when an earlier challenge was answered and still stands. */
  @Nullable String known(Key key) {
    Grant grant = grants.get(key);
    if (grant == null || (grant instanceof Bearer b && !b.token().isFresh(Instant.now()))) {
      return null;
    }
    // Someone may have logged in or out since.
    return grant.credential() == logins.of(key.registry()).hashCode() ? grant.header() : null;
  }

  /**
   * The header that answers a 401.
   *
   * @param url what was asked for
   * @param sent the header that was refused, or null
   * @throws FailureException Unauthorized when there is nothing better to send
   */
  String answer(Key key, HttpUrl url, Reply reply, @Nullable String sent) {
    // One asks for a token, those who wait here then use it too.
    ReentrantLock lock = locks.computeIfAbsent(key, k -> new ReentrantLock());
    Interrupts.lock(lock, reply.action(), reply.subject());
    try {
      String known = known(key);
      return known != null && !known.equals(sent) ? known : renew(key, url, reply, sent);
    } finally {
      lock.unlock();
    }
  }

  private String renew(Key key, HttpUrl url, Reply reply, @Nullable String sent) {
    Optional<Credential> credential =
        sent == null ? logins.of(key.registry()) : logins.again(key.registry());
    for (Challenge challenge : Challenge.parse(reply.headers("WWW-Authenticate"))) {
      // Negotiate and the like are passed over: the next challenge may be one we can answer.
      if (challenge.scheme().equals("bearer")) {
        return keep(key, bearer(key, url, challenge, credential)).header();
      }
      if (challenge.scheme().equals("basic") && credential.isPresent()) {
        Credential login = credential.get();
        String header = Credentials.basic(login.username(), login.secret(), StandardCharsets.UTF_8);
        if (!header.equals(sent)) {
          return keep(key, new Basic(header, credential.hashCode())).header();
        }
      }
    }
    throw refused(key, url, reply, credential);
  }

  /** The failure of a request that was refused in spite of a fresh answer. */
  FailureException refused(Key key, HttpUrl url, Reply reply) {
    grants.remove(key);
    return refused(key, url, reply, logins.of(key.registry()));
  }

  private Grant keep(Key key, Grant grant) {
    grants.put(key, grant);
    return grant;
  }

  private Bearer bearer(
      Key key, HttpUrl url, Challenge challenge, Optional<Credential> credential) {
    List<String> scopes = new ArrayList<>();
    String demanded = challenge.parameter("scope");
    if (!demanded.isEmpty()) {
      scopes.add(demanded); // some servers read only the first
    }
    for (String scope : key.scope().split(" ", -1)) {
      if (!scope.isEmpty() && !scopes.contains(scope)) {
        scopes.add(scope);
      }
    }
    String registry = key.registry().isEmpty() ? url.host() : key.registry();
    TokenRequest request =
        new TokenRequest(
            transport,
            Realm.check(challenge.parameter("realm"), url),
            registry,
            challenge.parameter("service"),
            scopes);
    return new Bearer(request.get(credential), credential.hashCode());
  }

  private FailureException refused(
      Key key, HttpUrl url, Reply reply, Optional<Credential> credential) {
    String host = key.registry().isEmpty() ? url.host() : key.registry();
    String why =
        credential
            .map(c -> "the registry does not accept the login of " + name(c))
            .orElse("the registry wants a login, and none is kept for it");
    return new FailureException(
        new Failure.Unauthorized(
            reply.action(), reply.subject(), RegistryErrors.withWords(why, reply), host));
  }

  /** Whose login it is, for a sentence. */
  static String name(Credential credential) {
    return credential.username().isEmpty() ? "an identity token" : credential.username();
  }
}
